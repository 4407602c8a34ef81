/** Key to bucket by PostgreSQL's partition hash, modulo `buckets`. */
export interface HashStrategy {
  readonly kind: 'hash';
  readonly buckets: number;
}

/** How the root of a colocation group maps a shard key to a bucket or shard. */
export type Strategy = HashStrategy;
