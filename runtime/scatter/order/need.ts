import type { RelationPlan } from '../../router/model-plan.js';
import type { OrderTerm } from './total-order.js';

/** What rows of one model, and of those that its relations lead to, must have. */
export interface Need {
  readonly fields: Set<string>;
  /** Relations whose rows are counted. */
  readonly counts: Set<string>;
  readonly relations: Map<RelationPlan, Need>;
}

export const needNothing = (): Need => ({
  fields: new Set(),
  counts: new Set(),
  relations: new Map(),
});

export function addNeed(need: Need, { path, value }: OrderTerm): void {
  let at = need;
  for (const relation of path) {
    const next = at.relations.get(relation) ?? needNothing();
    at.relations.set(relation, next);
    at = next;
  }
  if (value.kind === 'field') at.fields.add(value.scalar.name);
  else at.counts.add(value.relation);
}
