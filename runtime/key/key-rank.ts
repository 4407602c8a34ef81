import type { KeyType } from '../../schema/model/key-type.js';
import { compareKeys, orderOfUnit } from './compare-keys.js';
import type { KeyValue } from './key-value.js';

/**
 * A number for each canonical key of a type. From a key to a bound behind it, or from a bound to a key behind
 * it, the number never falls. A key and a bound of one number have to be compared themselves.
 */
export type KeyRank = (key: KeyValue) => number;

const DOUBLE_BITS = 53;

/** @param bounds the keys that are to be told apart. */
export function keyRank(type: KeyType, bounds: readonly KeyValue[]): KeyRank {
  switch (type) {
    case 'int':
    case 'bigint':
    case 'decimal':
      return Number; // what it rounds away, it rounds in order
    case 'date':
    case 'datetime':
      return (key) => secondsOf(String(key));
    case 'text':
    case 'char':
    case 'enum':
    case 'uuid':
      return textRank(bounds.map(String));
    default:
      return type satisfies never;
  }
}

/** `2024-01-31T10:20:30.400Z` to 20240131102030. */
function secondsOf(instant: string): number {
  let digits = 0;
  for (let i = 0; i < 19; i++) {
    const digit = instant.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
  }
  return digits;
}

/** By what stands behind the beginning that all bounds have in common: as many units of it as a double holds. */
function textRank(bounds: readonly string[]): KeyRank {
  const common = commonBeginning(bounds);
  const most = greatestUnit(bounds, common.length);
  // none at the end of a text, those of the bounds, and one for all others
  const bits = Math.ceil(Math.log2(most + 3));
  const end = common.length + Math.floor(DOUBLE_BITS / bits);
  const factor = 2 ** bits;
  return (key) => {
    const text = String(key);
    if (!text.startsWith(common)) {
      const isBefore = compareKeys('text', text, common) < 0;
      return isBefore ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    }
    let rank = 0;
    for (let i = common.length; i < end; i++) {
      const unit = i < text.length ? Math.min(orderOfUnit(text.charCodeAt(i)), most + 1) + 1 : 0;
      rank = rank * factor + unit;
    }
    return rank;
  };
}

function greatestUnit(texts: readonly string[], from: number): number {
  let most = 0;
  for (const text of texts) {
    for (let i = from; i < text.length; i++) most = Math.max(most, orderOfUnit(text.charCodeAt(i)));
  }
  return most;
}

function commonBeginning([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, length);
}
