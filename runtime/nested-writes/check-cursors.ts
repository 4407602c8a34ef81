import { foreignCursor } from '../errors/routing-errors.js';
import { type Fields, givenValue, isFields } from '../router/fields.js';
import { keyFromWhere } from '../router/key-from-where.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { GuardScope } from './guard-scope.js';

/**
 * A cursor names a row, and the page begins there. On one database it may be any row; here a row of
 * another shard key may live elsewhere, would not be found, and the page would be silently empty. So
 * every cursor, also of an included relation, has to have the shard key of the call.
 *
 * @throws ShardgenError SG3001 to SG3004, SG3010, SG3012.
 */
export function checkCursors(scope: GuardScope, plan: ModelPlan, args: Fields): void {
  for (const [cursor, target] of cursors(plan, args)) checkCursor(scope, target, cursor);
}

/** Whether a cursor stands anywhere in the arguments. */
export function holdsCursor(plan: ModelPlan, args: Fields): boolean {
  return !cursors(plan, args).next().done;
}

function* cursors(plan: ModelPlan, args: Fields): Generator<readonly [unknown, ModelPlan]> {
  if (args['cursor'] !== undefined) yield [args['cursor'], plan];
  for (const projection of [args['select'], args['include']]) {
    if (!isFields(projection)) continue;
    for (const relation of plan.relations) {
      // Every shard has all rows of a reference model, so any of them will do.
      if (relation.target.group.strategy === 'reference') continue;
      const nested = givenValue(projection, relation.name);
      if (isFields(nested)) yield* cursors(relation.target, nested);
    }
  }
}

function checkCursor({ call, key }: GuardScope, plan: ModelPlan, cursor: unknown): void {
  const cursorKey = keyFromWhere(plan, call.method, cursor, 'cursor');
  for (const [position, field] of plan.keyFields.entries()) {
    if (cursorKey[position] === key[position]) continue;
    throw foreignCursor(call, field.name, cursorKey[position], key[position]);
  }
}
