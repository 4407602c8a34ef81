import type { KeyValue } from './key-value.js';

const SEPARATOR = '/';
/** What would be taken for a separator, or for the sign that quotes one. */
const SPECIAL = /[\\/]/g;

/**
 * A canonical key as one text: its fields, separated. Two keys of one shape give two texts, whatever is in
 * their fields, since a separator inside of a field is quoted. A key without special characters reads as
 * it is written.
 *
 * @example encodeKey(['acme', 42]) === 'acme/42'
 */
export function encodeKey(key: readonly KeyValue[]): string {
  const [only] = key;
  if (key.length === 1 && only !== undefined) return encodeField(only);
  return key.map(encodeField).join(SEPARATOR);
}

function encodeField(value: KeyValue): string {
  if (typeof value !== 'string') return String(value);
  // Most texts have none, and looking is cheaper than replacing.
  return value.includes(SEPARATOR) || value.includes('\\') ? value.replace(SPECIAL, '\\$&') : value;
}
