import type { MergeStep } from '../surface/scatter-plan.js';
import { comparingOf } from './orderable.js';
import { type OrderTerm, type TotalOrder, termName } from './total-order.js';

/** `customer.name desc nulls last`. */
export function shownTerm(term: OrderTerm): string {
  const nulls =
    term.nullsFirst === term.descending ? '' : term.nullsFirst ? ' nulls first' : ' nulls last';
  return `${termName(term)} ${term.descending ? 'desc' : 'asc'}${nulls}`;
}

/** How sorted rows of several shards become one list, and what the databases may be asked for it. */
export function orderSteps({ terms }: TotalOrder): readonly MergeStep[] {
  return [...terms.flatMap(asking), { operator: 'merge-sorted', by: terms.map(shownTerm) }];
}

function asking(term: OrderTerm): MergeStep[] {
  if (term.value.kind === 'count') return [];
  switch (comparingOf(term.value.scalar.kind).by) {
    case 'collation':
      return [{ operator: 'rank-text', field: termName(term) }];
    case 'enum':
      return [{ operator: 'rank-enum', field: termName(term) }];
    default:
      return [];
  }
}
