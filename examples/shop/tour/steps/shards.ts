import type { ShardName } from '../../src/generated/shards/index.js';

/** In the order of the topology; the place in this list decides the accent colour. */
export const SHARDS = ['shard_1', 'shard_2', 'shard_3', 'shard_4'] as const satisfies ShardName[];

/** The place of a shard in the topology. */
export function placeOf(name: string): number {
  const names: readonly string[] = SHARDS;
  return names.indexOf(name);
}
