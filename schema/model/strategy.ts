import type { SourceLocation } from './source-location.js';

/** Key to bucket by PostgreSQL's partition hash, modulo `buckets`. */
export interface HashStrategy {
  readonly kind: 'hash';
  readonly buckets: number;
}

/** Keys that live on one shard. */
export interface Region {
  /**
   * By key field, in key order: the values that a key may have there, in canonical form. Undefined
   * where it may have any.
   */
  readonly values: readonly (readonly string[] | undefined)[];
  readonly shard: string;
}

/** Key to shard by the first region that has it. */
export interface GeographicStrategy {
  readonly kind: 'geographic';
  readonly regions: readonly Region[];
  /** The shard of all other keys; without one they are errors. */
  readonly otherwise: string | undefined;
  /** The letters A to Z count like a to z when a region is looked up. */
  readonly caseInsensitive: boolean;
}

/** Keys that live on one shard: from `from` on and before `to`, in the order of the key's type. */
export interface KeyRange {
  /** In canonical form; undefined for a range that is open downwards. */
  readonly from: string | undefined;
  /** In canonical form; undefined for a range that is open upwards. */
  readonly to: string | undefined;
  readonly shard: string;
}

/** Key to shard by the range that has it. */
export interface RangeStrategy {
  readonly kind: 'range';
  /** In the order of keys; no two have a key in common. */
  readonly ranges: readonly KeyRange[];
  /** The shard of all other keys; without one they are errors. */
  readonly otherwise: string | undefined;
}

/** Key to shard by a function of the user's. */
export interface CustomStrategy {
  readonly kind: 'custom';
  readonly using: {
    /** Relative to the schema file. */
    readonly path: string;
    readonly export: string;
    readonly at: SourceLocation;
  };
}

/** Key to shard by a directory in the control database. */
export interface LookupStrategy {
  readonly kind: 'lookup';
}

/** How the root of a colocation group maps a shard key to a bucket or shard. */
export type KeyedStrategy =
  | HashStrategy
  | GeographicStrategy
  | RangeStrategy
  | LookupStrategy
  | CustomStrategy;

/** All rows on one named shard; there is no shard key. */
export interface GlobalStrategy {
  readonly kind: 'global';
  readonly shard: string;
}

/** A copy of all rows on every shard; there is no shard key. */
export interface ReferenceStrategy {
  readonly kind: 'reference';
}

/** Where the rows of a group live. A global model is a group of its own, and so is a reference model. */
export type Strategy = KeyedStrategy | GlobalStrategy | ReferenceStrategy;
