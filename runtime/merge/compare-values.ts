import { compareFloats, compareNumerics, readNumeric } from './numeric/numeric.js';

/** Less than 0 where `a` comes first. Neither is null. */
export type Compare = (a: unknown, b: unknown) => number;

/** Numbers of any size. */
export const compareIntegers: Compare = (a, b) => {
  const [first, second] = [BigInt(String(a)), BigInt(String(b))];
  return first < second ? -1 : first > second ? 1 : 0;
};

export const compareNumbers: Compare = (a, b) => compareFloats(Number(a), Number(b));

export const compareDecimals: Compare = (a, b) =>
  compareNumerics(readNumeric(a) ?? Number.NaN, readNumeric(b) ?? Number.NaN);

/** False comes first. */
export const compareBooleans: Compare = (a, b) => Number(a) - Number(b);

export const compareMoments: Compare = (a, b) => momentOf(a) - momentOf(b);

const momentOf = (value: unknown) => (value instanceof Date ? value.getTime() : Number.NaN);

export const compareBytes: Compare = (a, b) => Buffer.compare(bytesOf(a), bytesOf(b));

const bytesOf = (value: unknown) =>
  value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf8');
