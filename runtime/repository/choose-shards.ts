import { noShards, unknownShard } from '../errors/shard-name-errors.js';
import type { Topology } from '../topology/topology.js';

/**
 * The shards of a list of names: indexes in topology order, each once.
 *
 * @throws ShardgenError SG3009 for a shard that does not exist, SG3034 for a list that is none or empty.
 */
export function chooseShards(
  { shards }: Topology,
  model: string,
  names: unknown,
): readonly number[] {
  const list: readonly unknown[] = Array.isArray(names) ? names : [];
  if (list.length === 0) throw noShards(model, names);
  const chosen = new Set<number>();
  for (const name of list) {
    const shard = typeof name === 'string' ? shards.indexOf(name) : -1;
    if (shard < 0) throw unknownShard(model, 'onShards', name, shards);
    chosen.add(shard);
  }
  return [...chosen].sort((a, b) => a - b);
}
