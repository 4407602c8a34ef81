import type { KeyType } from '../../schema/model/key-type.js';
import { canonicalValue } from './canonical-value.js';
import type { KeyValue } from './key-value.js';

/** A key that is written as text, as in a manifest or on a command line; undefined when it is none. */
export function keyFromText(type: KeyType, text: string): KeyValue | undefined {
  if (type !== 'int' && type !== 'bigint') return canonicalValue(type, text);
  return /^-?\d{1,20}$/.test(text) ? canonicalValue(type, BigInt(text)) : undefined;
}
