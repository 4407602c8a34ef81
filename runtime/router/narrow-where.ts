import { asFields, type Fields, isFields } from './fields.js';

/**
 * A filter that also asks for something else. What the caller gave stays where it is: in an `AND`, Prisma
 * drops an empty `OR`, which matches no row.
 */
export function narrowWhere(where: unknown, filter: Fields): unknown {
  if (where === undefined) return filter;
  const given = replaced(where);
  // Prisma refuses it, or reads it in a way of its own; in either case the other filter counts too.
  if (!isFields(given)) return { AND: [where, filter] };
  const and = given['AND'];
  const all = and === undefined ? [] : Array.isArray(and) ? and : [and];
  return { ...given, AND: [...all, filter] };
}

/** What Prisma reads in the place of a filter that has a `toJSON`. */
function replaced(where: unknown): unknown {
  if (typeof where !== 'object' || where === null) return where;
  const { toJSON } = asFields(where);
  return typeof toJSON === 'function' ? toJSON.call(where) : where;
}
