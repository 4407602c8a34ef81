import type { KeyValue } from '../key/key-value.js';

/** A value found for a key field, and where. */
export interface Pin {
  readonly value: KeyValue;
  readonly place: string;
}
