import type { KeyValue } from './key-value.js';

const INT8_MIN = -(2n ** 63n);
const INT8_MAX = 2n ** 63n - 1n;

/** A 32-bit integer, or undefined when `value` is none. */
export function canonicalInt(value: unknown): number | undefined {
  if (typeof value === 'number') {
    // `| 0` also turns -0 into 0.
    return (value | 0) === value ? value | 0 : undefined;
  }
  if (typeof value === 'bigint') {
    return BigInt.asIntN(32, value) === value ? Number(value) : undefined;
  }
  return undefined;
}

/** A 64-bit integer, or undefined when `value` is none. A number beyond 2^53 may have lost digits: none. */
export function canonicalBigInt(value: unknown): KeyValue | undefined {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? value + 0 : undefined;
  }
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    return value >= INT8_MIN && value <= INT8_MAX ? value : undefined;
  }
  return undefined;
}
