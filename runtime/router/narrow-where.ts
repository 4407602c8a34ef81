import { type Fields, isFields } from './fields.js';

/** A filter that no row matches: Prisma then says in its own words that there is none. */
export const NO_ROW = { OR: [] };

/** The arguments of a call that only concerns rows which also match the filter. */
export function narrowed(args: Fields, filter: Fields): Fields {
  const { where } = args;
  if (!isFields(where)) return args;
  const given = where['AND'];
  const all = given === undefined ? [] : Array.isArray(given) ? given : [given];
  return { ...args, where: { ...where, AND: [...all, filter] } };
}
