import { internalError } from '../errors/internal-error.js';
import type { CursorValue } from './cursor-value.js';

/** A value of a row, as Prisma gives it, for a cursor. */
export function toCursorValue(value: unknown): CursorValue {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return value;
    case 'object':
      if (value instanceof Date) return value;
      // A decimal: Prisma tells it by this, too.
      if (typeof Reflect.get(value, 'toFixed') === 'function') return String(value);
      break;
  }
  throw internalError(`${typeof value} in an order by which pages are read`);
}
