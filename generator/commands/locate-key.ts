import { hash64 } from '../../runtime/hash/lookup3.js';
import { bucketOf, partitionHash } from '../../runtime/hash/partition-hash.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import { buildTopology } from '../../runtime/topology/build-topology.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { Owners } from '../plan/generation-input.js';

/** Where the rows of a key live, and every step on the way there. */
export interface KeyLocation {
  readonly shard: string;
  readonly bucket: number;
  readonly buckets: number;
  /** The range of the shard that holds the bucket. */
  readonly range: BucketRange;
  /** 64 bits, as hexadecimal digits. */
  readonly hash: string;
}

const hex = (half: number) => half.toString(16).padStart(8, '0');

/** Asks the very functions that the runtime routes by. */
export function locateKey(
  model: ShardedModel,
  group: ColocationGroup,
  key: readonly KeyValue[],
  topology: { readonly shards: readonly string[]; readonly epoch: number; readonly owners: Owners },
): KeyLocation {
  const types = model.shardKey.map((field) => field.type);
  const { buckets } = group.strategy;
  const owners = topology.owners[group.root] ?? {};
  const groups = { [group.root]: { strategy: 'hash' as const, buckets, owners } };
  const built = buildTopology({ epoch: topology.epoch, groups }, topology.shards);
  partitionHash(types, key);
  const hash = `0x${hex(hash64.high)}${hex(hash64.low)}`;
  const bucket = bucketOf(types, key, buckets);
  const index = built.groups.get(group.root)?.owners[bucket] ?? 0;
  const shard = topology.shards[index] ?? '';
  const range = owners[shard]?.find(([from, to]) => from <= bucket && bucket < to);
  return { shard, bucket, buckets, range: range ?? [bucket, bucket + 1], hash };
}
