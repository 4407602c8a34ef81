import type { KeyType } from '../../schema/model/key-type.js';
import { compareDecimals } from './canonical-decimal.js';
import type { KeyValue } from './key-value.js';

const FIRST_SURROGATE = 0xd800;
const BEHIND_SURROGATES = 0xe000;

/** Below zero when `a` comes first; both are canonical values of the type. */
export function compareKeys(type: KeyType, a: KeyValue, b: KeyValue): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') {
    if (type === 'decimal') return compareDecimals(a, b);
    // of one length, and of digits
    if (type === 'datetime' || type === 'date') return a < b ? -1 : 1;
    return compareTexts(a, b);
  }
  // Numbers and bigints compare exactly with each other.
  return a < b ? -1 : 1;
}

/**
 * By code points, which is the order of bytes in UTF-8 and of COLLATE "C". JavaScript compares the
 * halves of characters, so that it puts those of two halves in front of some of one.
 */
export function compareTexts(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    return orderOfUnit(x) - orderOfUnit(y);
  }
  return a.length - b.length;
}

/** A half of a character counts more than any unit that is a whole one. */
export function orderOfUnit(unit: number): number {
  return unit >= FIRST_SURROGATE && unit < BEHIND_SURROGATES ? unit + 0x1_0000 : unit;
}
