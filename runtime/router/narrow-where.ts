import { asRead, type Fields, isFields } from './fields.js';

/**
 * A filter that also asks for something else. What the caller gave stays where it is: in an `AND`, Prisma
 * drops an empty `OR`, which matches no row.
 */
export function narrowWhere(given: unknown, filter: Fields): unknown {
  const where = asRead(given);
  if (where === undefined) return filter;
  if (!isFields(where)) return where;
  const and = where['AND'];
  const all = and === undefined ? [] : Array.isArray(and) ? and : [and];
  return { ...where, AND: [...all, filter] };
}
