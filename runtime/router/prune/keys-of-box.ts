import type { KeyValue } from '../../key/key-value.js';
import type { FieldBox } from './key-box.js';

/** So many keys of several fields are looked at one by one. */
const MOST_KEYS = 1_000;

/** All keys in a box; undefined when they are not known, or too many. */
export function keysOfBox(key: readonly FieldBox[]): readonly (readonly KeyValue[])[] | undefined {
  let keys: readonly (readonly KeyValue[])[] = [[]];
  for (const { among } of key) {
    if (among === undefined) return undefined;
    if (key.length > 1 && keys.length * among.size > MOST_KEYS) return undefined;
    const values = [...among];
    keys = keys.flatMap((begin) => values.map((value) => [...begin, value]));
  }
  return keys;
}
