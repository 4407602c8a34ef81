import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';

/** Bucket-to-shard as half-open ranges per shard, shards in the order given. */
export function rangesOf(
  owners: ArrayLike<number>,
  shards: readonly string[],
): Record<string, readonly BucketRange[]> {
  const ranges = new Map<number, BucketRange[]>();
  for (let from = 0; from < owners.length; ) {
    const owner = owners[from] ?? 0;
    let to = from + 1;
    while (to < owners.length && owners[to] === owner) to += 1;
    ranges.set(owner, [...(ranges.get(owner) ?? []), [from, to]]);
    from = to;
  }
  return Object.fromEntries(shards.map((shard, index) => [shard, ranges.get(index) ?? []]));
}
