import { brokenManifest, codeNamesUnknownShard } from '../errors/topology-errors.js';
import type { CustomGroupManifest } from '../manifest/sharding-manifest.js';
import type { AnyChooseShard, ChooseShard } from '../typing/choose-shard.js';
import type { CustomGroup } from './topology.js';

/**
 * A group whose keys a function leads to one of the given shards.
 *
 * @throws ShardgenError SG4004 when a stand-in is no shard, SG4011 without a function.
 */
export function customGroup(
  name: string,
  { key, standIns }: CustomGroupManifest,
  shards: readonly string[],
  choose: AnyChooseShard | undefined,
): CustomGroup {
  if (typeof choose !== 'function') {
    throw brokenManifest(`the strategy of group ${name} is no function`);
  }
  const standing = standIns ?? Object.fromEntries(shards.map((shard) => [shard, shard]));
  const indexes = Object.entries(standing).map(([known, shard]) => {
    const index = shards.indexOf(shard);
    if (index < 0)
      throw codeNamesUnknownShard(`The stand-ins of group ${name} name`, shard, shards);
    return [known, index] as const;
  });
  return {
    strategy: 'custom',
    name,
    fields: Object.keys(key),
    // Sound: `shardgen generate` has held the function to the key and the shards of this group.
    choose: choose as ChooseShard,
    known: Object.freeze(Object.keys(standing)),
    indexes: new Map(indexes),
  };
}
