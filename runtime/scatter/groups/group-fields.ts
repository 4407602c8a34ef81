import type { Call } from '../../errors/call.js';
import { notGrouped } from '../../errors/totals-errors.js';
import type { Fields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import { whyUnordered } from '../totals/why-unordered.js';

/** The fields by which a call groups rows, each once; undefined where Prisma refuses what it says. */
export function groupFields(plan: ModelPlan, given: Fields): readonly ScalarPlan[] | undefined {
  const by = given['by'];
  const names = new Set<unknown>(Array.isArray(by) ? by : [by]);
  const scalars = [...names].map((name) =>
    typeof name === 'string' ? plan.scalars.get(name) : undefined,
  );
  const known = scalars.filter((scalar) => scalar !== undefined);
  return known.length === 0 || known.length < scalars.length ? undefined : known;
}

/** Whether each group is on one shard: all its rows have one shard key. */
export function areWhole(plan: ModelPlan, by: readonly ScalarPlan[]): boolean {
  return plan.keyFields.every(({ name }) => by.some((field) => field.name === name));
}

/**
 * Refuses fields whose values do not say what the database takes for equal.
 *
 * @throws ShardgenError SG3053.
 */
export function checkGroupFields(call: Call, by: readonly ScalarPlan[]): void {
  for (const { kind, name } of by) {
    const reason = whyUnordered(kind);
    if (reason !== undefined) throw notGrouped(call, name, reason);
  }
}
