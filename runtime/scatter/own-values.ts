import { types } from 'node:util';

/**
 * A copy of arguments whose dates and bytes are its own: what waits for its turn, or is asked again, is
 * asked with the values of when the call began.
 */
export function ownValues<T>(value: T): T {
  // Sound: what is copied is of the same kind.
  return copyOf(value) as T;
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (types.isDate(value)) return new Date(value);
  // Of a Buffer too: its own `slice` would share the bytes.
  if (types.isUint8Array(value)) return Uint8Array.prototype.slice.call(value);
  if (Array.isArray(value)) return value.map(copyOf);
  const prototype: unknown = Object.getPrototypeOf(value);
  // An instance of a class is steady, or it was copied when the arguments were read.
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, copyOf(each)]));
}
