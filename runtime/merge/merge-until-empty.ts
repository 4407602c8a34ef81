/** Less than 0 where `a` comes before `b`. */
export type Compare<T> = (a: T, b: T) => number;

/** Sorted rows that are taken from the front. */
export interface SortedRows<T> {
  /** The first row that was not taken; undefined when none is left. */
  readonly head: T | undefined;
  /** Whether rows may follow the last one that is here. */
  readonly hasMore: boolean;
  take(): void;
}

/**
 * Takes rows from all lists in their common order, until one list is empty of which more may come: what
 * comes next is not known then.
 */
export function mergeUntilEmpty<T>(lists: readonly SortedRows<T>[], compare: Compare<T>): T[] {
  const taken: T[] = [];
  // By their heads. Equal heads stay in the order of the lists.
  const open: { readonly list: SortedRows<T>; readonly place: number; head: T }[] = [];
  const isBefore = (a: (typeof open)[number], b: (typeof open)[number]) => {
    const order = compare(a.head, b.head);
    return order === 0 ? a.place < b.place : order < 0;
  };
  const insert = (entry: (typeof open)[number], from: number) => {
    let low = from;
    for (let high = open.length; low < high; ) {
      const middle = (low + high) >>> 1;
      const other = open[middle];
      if (other !== undefined && isBefore(other, entry)) low = middle + 1;
      else high = middle;
    }
    open.splice(low, 0, entry);
  };
  for (const [place, list] of lists.entries()) {
    if (list.head !== undefined) insert({ list, place, head: list.head }, 0);
    else if (list.hasMore) return taken;
  }
  for (let first = open[0]; first !== undefined; first = open[0]) {
    taken.push(first.head);
    first.list.take();
    const { head } = first.list;
    if (head === undefined) {
      if (first.list.hasMore) return taken;
      open.shift();
      continue;
    }
    first.head = head;
    const second = open[1];
    if (second === undefined || isBefore(first, second)) continue;
    open.shift();
    insert(first, 1);
  }
  return taken;
}
