import { ownersDoNotCover, ownersNameUnknownShard } from '../errors/topology-errors.js';
import type { BucketRange } from '../manifest/sharding-manifest.js';

const NOBODY = 0xffff;

/** Expands declared ranges into bucket-to-shard; every bucket must have exactly one owner. */
export function ownedBuckets(
  group: string,
  buckets: number,
  declared: Readonly<Record<string, readonly BucketRange[]>>,
  shards: readonly string[],
): Uint16Array {
  const owners = new Uint16Array(buckets).fill(NOBODY);
  for (const [shard, ranges] of Object.entries(declared)) {
    const index = shards.indexOf(shard);
    if (index < 0) throw ownersNameUnknownShard(group, shard, shards);
    for (const range of ranges) claim(group, owners, range, index, shards);
  }
  const gap = owners.indexOf(NOBODY);
  if (gap >= 0) {
    throw ownersDoNotCover(group, `no shard owns bucket ${gap} (of [0, ${buckets}))`);
  }
  return owners;
}

function claim(
  group: string,
  owners: Uint16Array,
  [from, to]: BucketRange,
  index: number,
  shards: readonly string[],
): void {
  const legal =
    Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= owners.length;
  const name = JSON.stringify(shards[index]);
  if (!legal) {
    throw ownersDoNotCover(
      group,
      `shard ${name} declares the range [${from}, ${to}), which is empty or outside [0, ${owners.length})`,
    );
  }
  for (let bucket = from; bucket < to; bucket++) {
    const other = owners[bucket];
    if (other !== undefined && other !== NOBODY) {
      const both =
        other === index ? `${name} owns` : `${JSON.stringify(shards[other])} and ${name} both own`;
      throw ownersDoNotCover(group, `${both} bucket ${bucket}${other === index ? ' twice' : ''}`);
    }
    owners[bucket] = index;
  }
}
