import { digitsAt, type FiniteNumeric, type Numeric } from './numeric.js';

/** PostgreSQL's digits are four decimal ones each. */
const DIGIT = 10_000n;
const DECIMALS_PER_DIGIT = 4;
const LEAST_SIGNIFICANT = 16;
const MOST_DECIMALS = 1000;

/**
 * The quotient that PostgreSQL gives for a sum and a count, to its last decimal: it chooses how many there
 * are by the size of both, and rounds halves away from zero.
 */
export function divideNumeric(sum: Numeric, count: bigint): Numeric {
  if (typeof sum === 'number') return sum;
  const scale = quotientScale(sum, count);
  // A sum has more decimals than its quotient where that has all it may have.
  const from = Math.max(scale, sum.scale);
  const dividend = digitsAt(sum, from);
  const divisor = count * 10n ** BigInt(from - scale);
  return { digits: roundedQuotient(dividend, divisor), scale };
}

/** At least 16 significant digits, and no fewer decimals than the sum has. */
function quotientScale(sum: FiniteNumeric, count: bigint): number {
  const [over, under] = [leadingDigit(sum), leadingDigit({ digits: count, scale: 0 })];
  // Where the leading digits are equal, PostgreSQL takes the sum for the smaller one.
  const weight = over.weight - under.weight - (over.digit <= under.digit ? 1 : 0);
  const wanted = LEAST_SIGNIFICANT - weight * DECIMALS_PER_DIGIT;
  return Math.min(Math.max(wanted, sum.scale, 0), MOST_DECIMALS);
}

/** The first digit that is not zero, and which power of ten thousand it counts. */
function leadingDigit({ digits, scale }: FiniteNumeric): { digit: bigint; weight: number } {
  const places = Math.ceil(scale / DECIMALS_PER_DIGIT);
  let rest = digitsAt({ digits, scale }, places * DECIMALS_PER_DIGIT);
  if (rest === 0n) return { digit: 0n, weight: 0 };
  if (rest < 0n) rest = -rest;
  let weight = -places;
  while (rest >= DIGIT) {
    rest /= DIGIT;
    weight++;
  }
  return { digit: rest, weight };
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const half = (divisor + 1n) / 2n;
  const over = dividend < 0n ? -dividend : dividend;
  const rest = over % divisor;
  const quotient = over / divisor + (rest >= half ? 1n : 0n);
  return dividend < 0n ? -quotient : quotient;
}
