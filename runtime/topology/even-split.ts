/**
 * Shares buckets out in order: shard `i` of `n` owns `[floor(i*B/n), floor((i+1)*B/n))`. Whole
 * numbers throughout, so every process computes the same bounds.
 */
export function evenSplit(buckets: number, shards: number): Uint16Array {
  const owners = new Uint16Array(buckets);
  for (let shard = 0; shard < shards; shard++) {
    const from = Math.floor((shard * buckets) / shards);
    const to = Math.floor(((shard + 1) * buckets) / shards);
    owners.fill(shard, from, to);
  }
  return owners;
}
