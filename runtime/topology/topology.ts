import type { ChooseShard } from '../typing/choose-shard.js';
import type { RegionNode } from './region-index.js';

/** Which shard owns which bucket of one colocation group. */
export interface HashGroup {
  readonly strategy: 'hash';
  readonly name: string;
  readonly buckets: number;
  /** Bucket to the index of its shard in `Topology.shards`; one entry per bucket. */
  readonly owners: Uint16Array;
}

/** Root key field to its values in a region, or the region of all keys that no other one has. */
export type RegionName = Readonly<Record<string, readonly string[]>> | 'default';

/** Which shard has which region of one colocation group. */
export interface GeographicGroup {
  readonly strategy: 'geographic';
  readonly name: string;
  /** Key fields of the root. */
  readonly fields: readonly string[];
  readonly caseInsensitive: boolean;
  /** In the order in which they are tried; the default, if there is one, is the last. */
  readonly regions: readonly {
    readonly region: RegionName;
    /** Index in `Topology.shards`. */
    readonly shard: number;
  }[];
  /** Leads from a key to a position in `regions`. */
  readonly index: RegionNode;
}

/** A colocation group whose shards a function of the user's names. */
export interface CustomGroup {
  readonly strategy: 'custom';
  readonly name: string;
  /** Key fields of the root. */
  readonly fields: readonly string[];
  readonly choose: ChooseShard;
  /** The shards that the function knows, in order. */
  readonly known: readonly string[];
  /** What the function names to an index in `Topology.shards`. */
  readonly indexes: ReadonlyMap<string, number>;
}

/** Which shard has all rows of a global model. */
export interface GlobalGroup {
  readonly strategy: 'global';
  readonly name: string;
  /** Index in `Topology.shards`. */
  readonly shard: number;
}

/** What the shards own of one colocation group. */
export type GroupTopology = HashGroup | GeographicGroup | CustomGroup | GlobalGroup;

/** Which shards there are and what they own, at one moment. */
export interface Topology {
  /** Grows at every change of ownership. */
  readonly epoch: number;
  /** In topology order, which is the order of scattered rows. */
  readonly shards: readonly string[];
  /** By root model. */
  readonly groups: ReadonlyMap<string, GroupTopology>;
}
