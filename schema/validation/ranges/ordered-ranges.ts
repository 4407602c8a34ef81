import type { BoundRef, RangeRef } from '../../annotation/argument/range-list.js';
import type { KeyType } from '../../model/key-type.js';
import { type BoundColumn, readBound } from './bound-value.js';
import { compareBounds } from './compare-bounds.js';

/** A range whose bounds are in canonical form, and the place where it was written. */
export interface OrderedRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly ref: RangeRef;
}

/**
 * The ranges, whose bounds have no mistake, in the order of keys. One without `to` ends where the next
 * one begins; the last one of them does not end.
 */
export function rangesInOrder(
  column: BoundColumn,
  refs: readonly RangeRef[],
): readonly OrderedRange[] {
  const { type } = column;
  const text = (bound: BoundRef | undefined) => {
    const read = bound && readBound(column, bound.text, bound.quoted);
    return read?.ok === true ? read.value : undefined;
  };
  const ranges = refs
    .map((ref) => ({ from: text(ref.from), to: text(ref.to), ref }))
    .sort((a, b) => compareLower(type, a.from, b.from));
  return ranges.map((range, i) => {
    if (range.to !== undefined) return range;
    const next = ranges.slice(i + 1).find(({ from }) => compareLower(type, range.from, from) < 0);
    return { ...range, to: next?.from };
  });
}

/** Where nothing is said, a range begins below all keys. */
export function compareLower(type: KeyType, a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareBounds(type, a, b);
}

/** Where nothing is said, a range ends above all keys. */
export function compareUpper(type: KeyType, a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return compareBounds(type, a, b);
}
