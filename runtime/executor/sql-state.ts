/** Of a row whose key does not live on the shard (any more): see `runtime/directory/move`. */
export const ROW_IS_ELSEWHERE = 'SG003';

/** Of a statement that was cancelled, or not sent, since its call had ended. */
export const CALL_HAS_ENDED = 'SG004';

/** How deep a chain of causes is followed; they may form a circle. */
const DEEPEST = 6;

const SQL_STATE = /^[0-9A-Z]{5}$/;
/** Codes of Prisma, of which none begins with P0, and of node, such as EPIPE. */
const OF_OTHERS = /^(P[1-9]\d{3}|E[A-Z]{4})$/;

/** PostgreSQL's own code of an error, wherever Prisma or the driver put it. */
export function sqlStateOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return undefined;
  for (const name of ['originalCode', 'code']) {
    const code: unknown = Reflect.get(error, name);
    if (typeof code === 'string' && SQL_STATE.test(code) && !OF_OTHERS.test(code)) return code;
  }
  for (const name of ['cause', 'meta', 'driverAdapterError']) {
    const found = sqlStateOf(Reflect.get(error, name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
