import { compareKeys } from '../key/compare-keys.js';
import type { KeyValue } from '../key/key-value.js';
import type { RangeGroup, RangePiece } from '../topology/topology.js';

/** The piece that has a canonical key: there always is one, and only one. */
export function findRange({ pieces, type }: RangeGroup, key: KeyValue): RangePiece | undefined {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    const from = pieces[middle]?.from;
    if (from !== undefined && compareKeys(type, from, key) > 0) high = middle - 1;
    else low = middle;
  }
  return pieces[low];
}
