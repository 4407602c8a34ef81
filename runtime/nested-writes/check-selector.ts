import { badArguments, foreignNestedKey, unknownNestedKey } from '../errors/routing-errors.js';
import { canonicalField } from '../key/canonical-field.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import type { KeyFieldPlan, ModelPlan } from '../router/model-plan.js';
import type { GuardScope } from './guard-scope.js';

/**
 * A selector that links an existing row (`connect`, `set`) must say that the row has the key of the
 * call: linking rewrites foreign keys, and the row may be any one on this shard.
 */
export function checkSelector(
  scope: GuardScope,
  target: ModelPlan,
  where: unknown,
  path: string,
): void {
  if (!isFields(where)) throw badArguments(scope.call, path, where);
  for (const [position, field] of target.keyFields.entries()) {
    const given = valuesOf(target, field, where);
    if (given.length === 0) {
      throw unknownNestedKey(scope.call, { model: target.name, field: field.name, path });
    }
    for (const value of given) checkKeyField(scope, target, position, value, path);
  }
}

/** One key field of a nested row or selector must have the value of the call's key. */
export function checkKeyField(
  scope: GuardScope,
  target: ModelPlan,
  position: number,
  value: unknown,
  path: string,
): void {
  const field = target.keyFields[position];
  const expected = scope.key[position];
  if (field === undefined || canonicalField(field, value) === expected) return;
  throw foreignNestedKey(
    scope.call,
    { model: target.name, field: field.name, path },
    value,
    expected,
  );
}

function valuesOf(target: ModelPlan, field: KeyFieldPlan, where: Fields): unknown[] {
  const values = [ownValue(where, field.name)];
  for (const compound of target.compounds) {
    const selector = compound.fields.has(field.name) ? ownValue(where, compound.name) : undefined;
    if (isFields(selector)) values.push(ownValue(selector, field.name));
  }
  return values.filter((value) => value !== undefined);
}
