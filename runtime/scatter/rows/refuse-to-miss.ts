import { ScatterError } from '../../errors/execution-errors.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';

/**
 * A row is only known to be nowhere when every shard has said so: one that did not answer may have it.
 *
 * @throws ShardgenError SG5002.
 */
export function refuseToMiss(
  { runtime }: ScatterScope,
  { call, missing, shards }: ScatterCall,
): void {
  if (missing.length === 0) return;
  const names = shards.map((shard) => runtime.router.topology.shards[shard]);
  const asked = new Set([...names, ...missing.map(({ shard }) => shard)]);
  throw new ScatterError(call, missing, asked.size);
}
