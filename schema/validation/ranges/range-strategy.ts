import type { RangeArguments } from '../../annotation/spec/range.js';
import type { RangeStrategy } from '../../model/strategy.js';
import type { BoundColumn } from './bound-value.js';
import { rangesInOrder } from './ordered-ranges.js';

/** What the annotation of a root comes to, when nothing is wrong with it. */
export function rangeStrategy(
  { ranges, default: otherwise }: RangeArguments,
  column: BoundColumn | undefined,
): RangeStrategy {
  const ordered = column === undefined ? [] : rangesInOrder(column, ranges);
  return {
    kind: 'range',
    ranges: ordered.map(({ from, to, ref }) => ({ from, to, shard: ref.shard.name })),
    otherwise: otherwise?.name,
  };
}
