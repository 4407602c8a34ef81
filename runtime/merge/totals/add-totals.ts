import { addNumerics, type Numeric, readNumeric } from '../numeric/numeric.js';
import { singleFloat } from '../numeric/single-float.js';
import { isInexact, type NumberKind } from './number-kind.js';

/**
 * The sum of what some shards have; null where none has a value. `scale` are the decimals of the column. A
 * sum of floats that is too large is infinite, where no part was.
 */
export function addTotals(kind: NumberKind, sums: readonly unknown[], scale = 0): Numeric | null {
  const given = sums.flatMap((sum) => readTotal(kind, sum, scale) ?? []);
  const [first, ...others] = given;
  if (first === undefined) return null;
  return others.reduce((all, each) => addParts(kind, all, each), first);
}

/** A sum, an average or a value as Prisma gives it; undefined for null. */
export function readTotal(kind: NumberKind, value: unknown, scale = 0): Numeric | undefined {
  if (value === null || value === undefined) return undefined;
  return isInexact(kind) ? Number(value) : readNumeric(value, scale);
}

function addParts(kind: NumberKind, a: Numeric, b: Numeric): Numeric {
  if (typeof a !== 'number' || typeof b !== 'number') return addNumerics(a, b);
  // PostgreSQL adds floats of 4 bytes in 4 bytes.
  return kind === 'real' ? singleFloat(a + b) : a + b;
}
