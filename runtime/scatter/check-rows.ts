import type { Call } from '../errors/call.js';
import { tooManyRows } from '../errors/scatter-errors.js';

/**
 * Refuses to hold more rows than a call may. Shards are asked for one more than `limit`, so that too many
 * are known to be too many.
 *
 * @throws ShardgenError SG5013.
 */
export function checkRows(call: Call, count: number, limit: number): void {
  if (count > limit) throw tooManyRows(call, limit);
}
