import type { RangeArguments } from '../../annotation/spec/range.js';
import type { RangeStrategy } from '../../model/strategy.js';
import { type BoundColumn, lowestKey } from './bound-value.js';
import { rangesInOrder } from './ordered-ranges.js';

/** What the annotation of a root comes to, when nothing is wrong with it. */
export function rangeStrategy(
  { ranges, default: otherwise }: RangeArguments,
  column: BoundColumn | undefined,
): RangeStrategy {
  const ordered = column === undefined ? [] : rangesInOrder(column, ranges);
  const lowest = column && lowestKey(column);
  return {
    kind: 'range',
    ranges: ordered.map(({ from, to, ref }) => ({
      // Nothing is below the lowest key: a range from there on is open, whoever has the rest.
      from: from === lowest ? undefined : from,
      to,
      shard: ref.shard.name,
    })),
    otherwise: otherwise?.name,
  };
}
