/** Which shard owns which bucket of one colocation group. */
export interface GroupTopology {
  readonly name: string;
  readonly buckets: number;
  /** Bucket to the index of its shard in `Topology.shards`; one entry per bucket. */
  readonly owners: Uint16Array;
}

/** Which shards there are and what they own, at one moment. */
export interface Topology {
  /** Grows at every change of ownership. */
  readonly epoch: number;
  /** In topology order, which is the order of scattered rows. */
  readonly shards: readonly string[];
  /** By root model. */
  readonly groups: ReadonlyMap<string, GroupTopology>;
}
