import {
  codeNamesUnknownShard,
  illegalBuckets,
  illegalSetting,
  moreShardsThanBuckets,
  noShards,
} from '../errors/topology-errors.js';
import type {
  GroupManifest,
  HashGroupManifest,
  ShardingManifest,
} from '../manifest/sharding-manifest.js';
import type { AnyChooseShard } from '../typing/choose-shard.js';
import { customGroup } from './custom-group.js';
import { evenSplit } from './even-split.js';
import { lookupGroup } from './lookup-group.js';
import { ownedBuckets } from './owned-buckets.js';
import { ownedRanges } from './owned-ranges.js';
import { ownedRegions } from './owned-regions.js';
import type { GlobalGroup, GroupTopology, HashGroup, Topology } from './topology.js';

/** More would cost memory without spreading rows any better. */
const MOST_BUCKETS = 0x100_0000;
const MOST_SHARDS = 0xffff;

/** The name of the buckets of global indexes; no model is called so. */
export const INDEX_GROUP = '$index';

/** The functions of custom groups, by root model. */
export type Strategies = Readonly<Record<string, AnyChooseShard>>;

/**
 * The static topology of a manifest over the given shards, in their order.
 *
 * @throws ShardgenError SG4002 to SG4006 when shards and what they own do not fit together, SG4011.
 */
export function buildTopology(
  manifest: Pick<ShardingManifest, 'epoch' | 'groups' | 'index'>,
  shards: readonly string[],
  strategies: Strategies = {},
): Topology {
  if (shards.length === 0) throw noShards();
  if (shards.length >= MOST_SHARDS) {
    throw illegalSetting('shards', shards, `at most ${MOST_SHARDS - 1} shards`);
  }
  const groups = new Map<string, GroupTopology>();
  for (const [name, group] of Object.entries(manifest.groups)) {
    groups.set(name, Object.freeze(groupTopology(name, group, shards, strategies)));
  }
  const index = manifest.index && Object.freeze(hashGroup(INDEX_GROUP, manifest.index, shards));
  return Object.freeze({
    epoch: manifest.epoch,
    shards: Object.freeze([...shards]),
    index,
    groups,
  });
}

function groupTopology(
  name: string,
  group: GroupManifest,
  shards: readonly string[],
  strategies: Strategies,
): GroupTopology {
  switch (group.strategy) {
    case 'hash':
      return hashGroup(name, group, shards);
    case 'geographic':
      return ownedRegions(name, group, shards);
    case 'range':
      return ownedRanges(name, group, shards);
    case 'lookup':
      return lookupGroup(name, group, shards);
    case 'custom': {
      const choose = Object.hasOwn(strategies, name) ? strategies[name] : undefined;
      return customGroup(name, group, shards, choose);
    }
    case 'global':
      return globalGroup(name, group.shard, shards);
    case 'reference':
      return { strategy: 'reference', name };
    default:
      return group satisfies never;
  }
}

function hashGroup(
  name: string,
  { strategy, buckets, owners }: HashGroupManifest,
  shards: readonly string[],
): HashGroup {
  if (!Number.isInteger(buckets) || buckets < 1 || buckets > MOST_BUCKETS) {
    throw illegalBuckets(name, buckets, MOST_BUCKETS);
  }
  if (owners !== undefined) {
    return { strategy, name, buckets, owners: ownedBuckets(name, buckets, owners, shards) };
  }
  if (shards.length > buckets) throw moreShardsThanBuckets(name, shards.length, buckets);
  return { strategy, name, buckets, owners: evenSplit(buckets, shards.length) };
}

function globalGroup(name: string, shard: string, shards: readonly string[]): GlobalGroup {
  const index = shards.indexOf(shard);
  if (index < 0) throw codeNamesUnknownShard(`The global model ${name} lives on`, shard, shards);
  return { strategy: 'global', name, shard: index };
}
