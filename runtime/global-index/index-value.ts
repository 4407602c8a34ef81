import { createHash } from 'node:crypto';
import type { KeyType } from '../../schema/model/key-type.js';
import { keyFromText } from '../key/key-from-text.js';
import type { KeyValue } from '../key/key-value.js';

/** A longer one would not fit into a page of PostgreSQL's index. */
const LONGEST = 1000;

/**
 * Canonical values as one text; different values give different texts, in whatever way they are put
 * together. A text beyond what an index holds is replaced by its SHA-256.
 */
export function indexValue(values: readonly KeyValue[]): string {
  const text = JSON.stringify(values.map(String));
  return text.length <= LONGEST ? text : `#${createHash('sha256').update(text).digest('hex')}`;
}

/** A shard key as one text, from which it can be read again. */
export const keyText = (key: readonly KeyValue[]): string => JSON.stringify(key.map(String));

/** Undefined for text that is no key of these types: it was written for another schema. */
export function keyOfText(types: readonly KeyType[], text: string): KeyValue[] | undefined {
  const parts: unknown = JSON.parse(text);
  if (!Array.isArray(parts) || parts.length !== types.length) return undefined;
  const key: KeyValue[] = [];
  for (const [i, type] of types.entries()) {
    const value = keyFromText(type, String(parts[i]));
    if (value === undefined) return undefined;
    key.push(value);
  }
  return key;
}
