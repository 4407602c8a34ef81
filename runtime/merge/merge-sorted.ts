import { type Compare, mergeUntilEmpty, type SortedRows } from './merge-until-empty.js';

/** One sorted list of several; equal rows come in the order of their lists. */
export function mergeSorted<T>(
  lists: readonly (readonly T[])[],
  compare: Compare<T>,
): readonly T[] {
  const filled = lists.filter((list) => list.length > 0);
  const [only] = filled;
  if (filled.length < 2) return only ?? [];
  return mergeUntilEmpty(filled.map(fromArray), compare);
}

function fromArray<T>(rows: readonly T[]): SortedRows<T> {
  let at = 0;
  return {
    get head() {
      return rows[at];
    },
    hasMore: false,
    take() {
      at++;
    },
  };
}
