import { isRefusedByPrisma } from './is-refused-by-prisma.js';
import { sqlStateOf } from './sql-state.js';

/** Prisma's codes for a query that the database, or Prisma itself, refused. */
const REFUSED = /^P20(?:0\d|1[0-9]|2[0-35]|3[34])$/;

/** Lost connections, shutdown, and too few resources: they may end a write that is done. */
const UNSURE_STATES = /^(08|57P|53)/;

/** Whether the database, or Prisma before it, has refused a write: it has not happened, and never will. */
export function hasNotHappened(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== undefined) return !UNSURE_STATES.test(state);
  if (isRefusedByPrisma(error)) return true;
  const code: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && REFUSED.test(code);
}
