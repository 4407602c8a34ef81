import { divideNumeric } from '../numeric/divide-numeric.js';
import type { Numeric } from '../numeric/numeric.js';
import { addTotals, readTotal } from './add-totals.js';
import type { NumberKind } from './number-kind.js';

/** What one shard says of a column. */
export interface AveragePart {
  readonly count: number;
  readonly sum: unknown;
  readonly average: unknown;
}

/**
 * The average of all values of some shards, never of their averages; null where there are none. `scale` are
 * the decimals of the column, undefined where it keeps all: then one part alone can be had.
 */
export function averageTotals(
  kind: NumberKind,
  parts: readonly AveragePart[],
  scale: number | undefined,
): Numeric | null {
  const counted = parts.filter(({ count }) => count > 0);
  const count = counted.reduce((all, part) => all + part.count, 0);
  const [only] = counted;
  if (only === undefined) return null;
  switch (kind) {
    case 'float':
    case 'real': {
      if (counted.length === 1) return readTotal(kind, only.average) ?? null;
      // PostgreSQL averages floats of 4 bytes in 8, but gives their sum in 4.
      const sums = counted.map((part) =>
        kind === 'real' ? Number(part.average) * part.count : Number(part.sum),
      );
      return sums.reduce((all, sum) => all + sum, 0) / count;
    }
    case 'int':
    case 'bigint':
    case 'decimal':
    case 'money': {
      if (scale === undefined && counted.length === 1) return readTotal(kind, only.average) ?? null;
      const sum = addTotals(
        kind,
        counted.map((part) => part.sum),
        scale,
      );
      return sum === null ? null : divideNumeric(sum, BigInt(count));
    }
    default:
      return kind satisfies never;
  }
}
