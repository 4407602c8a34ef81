import { type Numeric, numericText } from '../numeric/numeric.js';
import type { NumberKind } from './number-kind.js';

/** A class of decimals, such as Prisma's. */
export type DecimalClass = new (text: string) => object;

/** The class of the first decimal among some values. */
export function decimalClass(values: readonly unknown[]): DecimalClass | undefined {
  const decimal = values.find((value) => typeof value === 'object' && value !== null);
  // Sound: what Prisma answers for a decimal is an instance of its class of decimals.
  return decimal?.constructor as DecimalClass | undefined;
}

/**
 * A sum as Prisma hands it out; undefined where a number cannot hold it: Prisma refuses integers that are
 * not safe, and PostgreSQL floats that are too large.
 */
export function handOutSum(
  kind: NumberKind,
  sum: Numeric,
  Decimal: DecimalClass | undefined,
): unknown {
  switch (kind) {
    case 'int': {
      const value = Number(numericText(sum));
      return Number.isSafeInteger(value) ? value : undefined;
    }
    case 'bigint':
      return typeof sum === 'number' ? undefined : sum.digits;
    case 'decimal':
    case 'money':
      return Decimal === undefined ? undefined : new Decimal(numericText(sum));
    case 'float':
    case 'real':
      return Number(numericText(sum));
    default:
      return kind satisfies never;
  }
}

/** An average as Prisma hands it out. */
export function handOutAverage(
  kind: NumberKind,
  average: Numeric,
  Decimal: DecimalClass | undefined,
): unknown {
  const text = numericText(average);
  return (kind === 'decimal' || kind === 'money') && Decimal !== undefined
    ? new Decimal(text)
    : Number(text);
}
