import { findRegion } from '../../runtime/geographic/find-region.js';
import { hash64 } from '../../runtime/hash/lookup3.js';
import { bucketOf, partitionHash } from '../../runtime/hash/partition-hash.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import { ownEntry } from '../../runtime/manifest/own-entry.js';
import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import { findRange } from '../../runtime/range/find-range.js';
import { createRouter } from '../../runtime/router/router.js';
import { buildTopology, type Strategies } from '../../runtime/topology/build-topology.js';
import type { RangeName, RegionName } from '../../runtime/topology/topology.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { Owners } from '../plan/generation-input.js';
import { groupManifest } from '../plan/group-manifest.js';
import { modelManifest } from '../plan/manifest-view.js';

/** Where the rows of a hashed key live, and every step on the way there. */
export interface BucketLocation {
  readonly shard: string;
  readonly bucket: number;
  readonly buckets: number;
  /** The range of the shard that holds the bucket. */
  readonly range: BucketRange;
  /** 64 bits, as hexadecimal digits. */
  readonly hash: string;
}

/** Where the rows of a key of a region live. */
export interface RegionLocation {
  readonly shard: string;
  readonly region: RegionName;
}

/** Where the rows of a key of a range live. */
export interface RangeLocation {
  readonly shard: string;
  readonly keys: RangeName;
}

/** Where the rows of a custom group's key, or all rows of a global model, live. */
export interface NamedLocation {
  readonly shard: string;
}

export type KeyLocation = BucketLocation | RegionLocation | RangeLocation | NamedLocation;

/** What the config says of the shards. */
interface ConfiguredTopology {
  readonly shards: readonly string[];
  readonly epoch: number;
  readonly owners: Owners;
  /** The functions of custom groups, by root model. */
  readonly strategies?: Strategies;
}

const hex = (half: number) => half.toString(16).padStart(8, '0');

/**
 * Asks the very functions that the runtime routes by.
 *
 * @throws ShardgenError SG3013 when no region has the key, SG3021 when no range has it, SG3016 and SG3017
 * by a custom strategy, SG4011 without its function.
 */
export function locateKey(
  sharding: ShardingModel,
  model: ShardedModel,
  group: ColocationGroup,
  key: readonly KeyValue[],
  { shards, epoch, owners, strategies }: ConfiguredTopology,
): KeyLocation {
  const groups = { [group.root]: groupManifest(sharding, group, owners) };
  const topology = buildTopology({ epoch, groups }, shards, strategies);
  // Where a key lives does not depend on relations, which may lead to models that are not here.
  const alone = { relations: {}, crossRelations: {} };
  const models = { [model.name]: { ...modelManifest(model), ...alone } };
  const router = createRouter({ models }, topology);
  const plan = router.plan(model.name);
  const shard = shards[router.shardOf(plan, key, 'route')] ?? '';
  const found = plan.group;
  switch (found.strategy) {
    case 'hash': {
      partitionHash(plan.keyTypes, key);
      const hash = `0x${hex(hash64.high)}${hex(hash64.low)}`;
      const bucket = bucketOf(plan.keyTypes, key, found.buckets);
      const owned = ownEntry(ownEntry(owners, group.root) ?? {}, shard);
      const range = owned?.find(([from, to]) => from <= bucket && bucket < to);
      const { buckets } = found;
      return { shard, bucket, buckets, range: range ?? [bucket, bucket + 1], hash };
    }
    case 'geographic': {
      const region = found.regions[findRegion(found, plan.keyTypes, key)]?.region;
      return { shard, region: region ?? 'default' };
    }
    case 'range': {
      const keys = findRange(found, key[0] ?? '')?.range;
      return { shard, keys: keys ?? 'default' };
    }
    case 'lookup':
    case 'custom':
    case 'global':
    case 'reference':
      return { shard };
    default:
      return found satisfies never;
  }
}
