import type { OrderRow } from '../orders.js';

type Compare = (a: OrderRow, b: OrderRow) => number;

/** What a careful user writes: the smallest head of a few sorted lists, again and again. */
export function mergeByHand(
  lists: readonly (readonly OrderRow[])[],
  compare: Compare,
  most: number,
): OrderRow[] {
  const places = lists.map(() => 0);
  const merged: OrderRow[] = [];
  while (merged.length < most) {
    let best = -1;
    let row: OrderRow | undefined;
    for (const [i, list] of lists.entries()) {
      const head = list[places[i] ?? 0];
      if (head !== undefined && (row === undefined || compare(head, row) < 0)) {
        best = i;
        row = head;
      }
    }
    if (row === undefined) break;
    merged.push(row);
    places[best] = (places[best] ?? 0) + 1;
  }
  return merged;
}

const millisecondsOf = (row: OrderRow) => Number(row.createdAt);

/** Keys are below 2^53 here, and come as text or as bigint. */
export const oldestFirst: Compare = (a, b) =>
  millisecondsOf(a) - millisecondsOf(b) ||
  Number(a.userId) - Number(b.userId) ||
  Number(a.id) - Number(b.id);

export const newestFirst: Compare = (a, b) =>
  millisecondsOf(b) - millisecondsOf(a) ||
  Number(a.userId) - Number(b.userId) ||
  Number(a.id) - Number(b.id);
