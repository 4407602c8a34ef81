import { asRead, type Fields, isFields } from './fields.js';

/**
 * A filter that also asks for something else. What the caller gave stays where it is: in an `AND`, Prisma
 * drops an empty `OR`, which matches no row.
 */
export function narrowWhere(given: unknown, filter: Fields): unknown {
  const where = asRead(given);
  if (where === undefined) return filter;
  // Prisma refuses it, or reads it in a way of its own; in either case the other filter counts too.
  if (!isFields(where)) return { AND: [given, filter] };
  const and = where['AND'];
  const all = and === undefined ? [] : Array.isArray(and) ? and : [and];
  return { ...where, AND: [...all, filter] };
}
