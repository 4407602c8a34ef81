import type { Call } from '../errors/call.js';
import { unmergeable } from '../errors/routing-errors.js';
import { holdsCursor } from '../nested-writes/check-cursors.js';
import type { Fields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';

/**
 * Refuses what cannot be merged.
 *
 * @throws ShardgenError SG3011.
 */
export function refuseOptions(
  plan: ModelPlan,
  call: Call,
  given: Fields | undefined,
  unmerged: readonly string[],
): void {
  if (given === undefined) return;
  const option = unmerged.find((name) => given[name] !== undefined);
  if (option !== undefined) throw unmergeable(call, option);
  if (holdsCursor(plan, given)) throw unmergeable(call, 'cursor');
}

/**
 * Refuses all but the options that a call has.
 *
 * @throws ShardgenError SG3011.
 */
export function refuseOthers(
  call: Call,
  given: Fields | undefined,
  options: readonly string[],
): void {
  if (given === undefined) return;
  const other = Object.keys(given).find(
    (name) => given[name] !== undefined && !options.includes(name),
  );
  if (other !== undefined) throw unmergeable(call, other);
}
