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

/** How the root of a colocation group maps a shard key to a bucket or shard. */
export type KeyedStrategy = HashStrategy | GeographicStrategy | CustomStrategy;

/** All rows on one named shard; there is no shard key. */
export interface GlobalStrategy {
  readonly kind: 'global';
  readonly shard: string;
}

/** Where the rows of a group live. A global model is a group of its own. */
export type Strategy = KeyedStrategy | GlobalStrategy;
