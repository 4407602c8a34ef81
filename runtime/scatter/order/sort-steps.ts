import type { MergeStep } from '../surface/scatter-plan.js';
import { comparingOf } from './orderable.js';
import { type TotalOrder, toOrderBy } from './total-order.js';

/** How sorted rows of several shards become one list, and what the databases are asked about it. */
export function sortSteps(order: TotalOrder): readonly MergeStep[] {
  const ranked = order.terms.flatMap(({ model, value }): MergeStep[] => {
    if (value.kind === 'count') return [];
    const { by } = comparingOf(value.scalar.kind);
    const field = `${model.name}.${value.scalar.name}`;
    if (by === 'collation') return [{ operator: 'rank-text', field }];
    return by === 'enum' ? [{ operator: 'rank-enum', field }] : [];
  });
  return [...ranked, { operator: 'merge-sorted', by: toOrderBy(order) }];
}
