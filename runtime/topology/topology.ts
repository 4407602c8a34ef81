import type { KeyType } from '../../schema/model/key-type.js';
import type { KeyRank } from '../key/key-rank.js';
import type { KeyValue } from '../key/key-value.js';
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

/** Keys from `from` on and before `to`, or the keys that no range has. */
export type RangeName = RangeBounds | 'default';

export interface RangeBounds {
  /** Canonical, as the database holds it (a bigint for a BigInt field); absent where there is no end. */
  readonly from?: KeyValue;
  readonly to?: KeyValue;
}

/** A stretch of keys between two neighbouring bounds. */
export interface RangePiece {
  readonly from: KeyValue | undefined;
  readonly to: KeyValue | undefined;
  /** `default` for a gap between ranges. */
  readonly range: RangeName;
  /** Index in `Topology.shards`; undefined for a gap that nobody has. */
  readonly shard: number | undefined;
}

/** Which shard has which keys of one colocation group. */
export interface RangeGroup {
  readonly strategy: 'range';
  readonly name: string;
  /** The key field of the root. */
  readonly fields: readonly string[];
  readonly type: KeyType;
  /** In the order of keys, from the lowest to the highest, without gaps. */
  readonly pieces: readonly RangePiece[];
  /** By it, where a piece begins is found quickly: `ranks` has that of each. */
  readonly rank: KeyRank;
  readonly ranks: Float64Array;
}

/** A colocation group whose keys a directory leads to shards. */
export interface LookupGroup {
  readonly strategy: 'lookup';
  readonly name: string;
  /** Key fields of the root. */
  readonly fields: readonly string[];
  /**
   * By index in `Topology.shards`: how many of the new keys a shard gets, in proportion to the others; 0
   * for one that gets none. One at least is above 0.
   */
  readonly weights: readonly number[];
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
export type GroupTopology =
  | HashGroup
  | GeographicGroup
  | RangeGroup
  | LookupGroup
  | CustomGroup
  | GlobalGroup;

/** Which shards there are and what they own, at one moment. */
export interface Topology {
  /** Grows at every change of ownership. */
  readonly epoch: number;
  /** In topology order, which is the order of scattered rows. */
  readonly shards: readonly string[];
  /** Which shard is the home of which values of global indexes; undefined where there are none. */
  readonly index: HashGroup | undefined;
  /** By root model. */
  readonly groups: ReadonlyMap<string, GroupTopology>;
}
