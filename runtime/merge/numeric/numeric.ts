import { compareNumbers } from '../compare-values.js';

/**
 * A value of PostgreSQL's type numeric: all its digits, and how many of them stand behind the point, trailing
 * zeros too. A number stands for what has no digits: NaN and the two infinities.
 */
export type Numeric = FiniteNumeric | number;

export interface FiniteNumeric {
  readonly digits: bigint;
  /** At least 0. */
  readonly scale: number;
}

const WRITTEN = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;
const WITHOUT_DIGITS = /^(?:NaN|[+-]?Infinity)$/;

/**
 * The numeric that a text, a number, a bigint or a Decimal means; undefined for anything else.
 * `leastScale` are the decimals of the column, which a Decimal does not keep.
 */
export function readNumeric(value: unknown, leastScale = 0): Numeric | undefined {
  if (typeof value === 'bigint') return scaledTo({ digits: value, scale: 0 }, leastScale);
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (WITHOUT_DIGITS.test(text)) return Number(text);
  const written = WRITTEN.exec(text);
  if (written === null) return undefined;
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = written;
  if (whole === '' && decimals === '') return undefined;
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${decimals}`);
  const scale = decimals.length - Number(exponent);
  const exact =
    scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
  return scaledTo(exact, leastScale);
}

function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return String(value);
    case 'object':
      return value !== null && 'toFixed' in value && typeof value.toFixed === 'function'
        ? String(value)
        : undefined;
    default:
      return undefined;
  }
}

function scaledTo(value: FiniteNumeric, leastScale: number): FiniteNumeric {
  if (value.scale >= leastScale) return value;
  return { digits: digitsAt(value, leastScale), scale: leastScale };
}

/** The digits of a value that is written with this many decimals, at least its own. */
export function digitsAt({ digits, scale }: FiniteNumeric, atScale: number): bigint {
  return atScale === scale ? digits : digits * 10n ** BigInt(atScale - scale);
}

/** The sum, with as many decimals as the longer one. */
export function addNumerics(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' || typeof b === 'number') return bare(a) + bare(b);
  const scale = Math.max(a.scale, b.scale);
  return { digits: digitsAt(a, scale) + digitsAt(b, scale), scale };
}

/** Less than 0 where `a` comes first. NaN equals itself and is greater than all others. */
export function compareNumerics(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' || typeof b === 'number') {
    return compareNumbers(bare(a), bare(b));
  }
  const scale = Math.max(a.scale, b.scale);
  const [first, second] = [digitsAt(a, scale), digitsAt(b, scale)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** As PostgreSQL writes it. */
export function numericText(value: Numeric): string {
  if (typeof value === 'number') return String(value);
  const { digits, scale } = value;
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const split = text.length - scale;
  const decimals = scale === 0 ? '' : `.${text.slice(split)}`;
  return `${digits < 0n ? '-' : ''}${text.slice(0, split)}${decimals}`;
}

/** Any finite value is nothing beside one that is not. */
const bare = (value: Numeric) => (typeof value === 'number' ? value : 0);
