import type { Group } from './group.js';
import type { GroupTerm } from './group-order.js';

/** Groups in the order of the terms; those that are equal by all of them stay as they are. */
export function sortGroups(
  groups: readonly Group[],
  terms: readonly GroupTerm[],
): readonly Group[] {
  if (terms.length === 0) return groups;
  const valued = groups.map((group) => ({
    group,
    values: terms.map(({ quantity }) => group.valueOf(quantity)),
  }));
  const compares = terms.map(({ quantity }) => groups[0]?.compareOf(quantity));
  valued.sort((a, b) => {
    for (const [i, term] of terms.entries()) {
      const order = compareTerm(term, a.values[i], b.values[i], compares[i]);
      if (order !== 0) return order;
    }
    return 0;
  });
  return valued.map(({ group }) => group);
}

function compareTerm(
  { descending, nullsFirst }: GroupTerm,
  a: unknown,
  b: unknown,
  compare: ((a: unknown, b: unknown) => number) | undefined,
): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    return (a === null) === nullsFirst ? -1 : 1;
  }
  const order = compare?.(a, b) ?? 0;
  return descending ? -order : order;
}
