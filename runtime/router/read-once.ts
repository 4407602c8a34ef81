import { types } from 'node:util';
import { asFields, type Fields } from './fields.js';

/**
 * A copy of a call's arguments that reads every property once, as Prisma would. Routing, the guard
 * and Prisma all read the copy: a getter or a Proxy cannot show one key to the router and another
 * to the database.
 */
export function readArguments(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  const given = asFields(args);
  const copy: Record<string, unknown> = {};
  // On this level Prisma takes own properties only.
  for (const name of Object.keys(given)) {
    // Assigned, this one would become the prototype of the copy.
    if (name !== '__proto__') copy[name] = readOnce(given[name]);
  }
  return copy;
}

/** What Prisma would read of one argument. */
export function readOnce(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    // By index, as Prisma does: an array may have an iterator of its own.
    for (let i = 0; i < value.length; i++) copy.push(readOnce(value[i]));
    return copy;
  }
  return readObject(asFields(value));
}

function readObject(value: Fields): unknown {
  if (ArrayBuffer.isView(value) || value instanceof Date) return value;
  const isProxy = types.isProxy(value);
  const decimal = value['toFixed'];
  if (typeof decimal === 'function') return isProxy ? String(decimal.call(value)) : value;
  const toJSON = value['toJSON'];
  if (typeof toJSON === 'function') {
    const json: unknown = toJSON.call(value);
    return { toJSON: () => json };
  }
  // An instance of a class, perhaps one of Prisma's own, which a copy would not be.
  if (!isProxy && !isPlain(value) && isSteady(value)) return value;
  const copy: Record<string, unknown> = {};
  // With inherited properties, as Prisma does.
  for (const name in value) {
    // Prisma drops this one; assigned, it would become the prototype of the copy.
    if (name !== '__proto__') copy[name] = readOnce(value[name]);
  }
  return copy;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether all that Prisma reads of an instance are its own values: no getters, nothing inherited. */
function isSteady(value: object): boolean {
  for (let level = value; level !== null && level !== Object.prototype; ) {
    if (types.isProxy(level)) return false;
    for (const { enumerable, get } of Object.values(Object.getOwnPropertyDescriptors(level))) {
      if (enumerable === true && (get !== undefined || level !== value)) return false;
    }
    level = Object.getPrototypeOf(level);
  }
  return true;
}
