import { compareKeys } from '../key/compare-keys.js';
import type { KeyValue } from '../key/key-value.js';
import type { RangeGroup, RangePiece } from '../topology/topology.js';

/** The piece that has a canonical key: there always is one, and only one. */
export function findRange(
  { pieces, rank, ranks, type }: RangeGroup,
  key: KeyValue,
): RangePiece | undefined {
  const wanted = rank(key);
  let high = countUpTo(ranks, wanted) - 1;
  // Nearly always the piece begins at another rank, and numbers alone have decided.
  if (ranks[high] !== wanted) return pieces[high];
  let low = high;
  while (low > 0 && ranks[low] === wanted) low = Math.max(0, low - (high - low) - 1);
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const from = pieces[middle]?.from;
    if (from !== undefined && compareKeys(type, from, key) > 0) high = middle - 1;
    else low = middle;
  }
  return pieces[low];
}

/** How many of the sorted numbers are not greater. */
function countUpTo(ranks: Float64Array, most: number): number {
  let [low, high] = [0, ranks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranks[middle] ?? 0) > most) high = middle;
    else low = middle + 1;
  }
  return low;
}
