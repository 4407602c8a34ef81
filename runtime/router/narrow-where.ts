import { type Fields, isFields } from './fields.js';

/**
 * A filter that also asks for something else. What the caller gave stays where it is: in an `AND`, Prisma
 * drops an empty `OR`, which matches no row.
 */
export function narrowWhere(where: unknown, filter: Fields): unknown {
  if (where === undefined) return filter;
  if (!isFields(where)) return where;
  const given = where['AND'];
  const all = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return { ...where, AND: [...all, filter] };
}
