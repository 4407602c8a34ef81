import type { SchemaFile } from '../../cluster/index.js';

/** What every virtual shard's database is made of. */
export interface ShardSchema {
  readonly files: readonly SchemaFile[];
  /** SQL to run after the schema's own, such as extensions and triggers. */
  readonly sql: string;
}

/** On which servers the databases of a set of virtual shards are made. */
export type ServerChoice =
  | { readonly kind: 'shared' }
  | { readonly kind: 'separate' }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'pglite' };

/** The database of one virtual shard. */
export interface ShardPlace {
  /** Connection url; it stays the same when the server is started again. */
  readonly url: string;
  /** Process id of the shard's server; undefined where we cannot know it. */
  readonly pid: number | undefined;
  /** Connections at a time, where there can be only so many. */
  readonly maxConnections?: number;
  /**
   * Ends the shard's connections and uncommitted work the hard way and answers when that is done.
   * Prepared transactions stay. On a server of its own the server is killed; it stays dead until `start`.
   */
  crash(): Promise<void>;
  /** Ends the connections in the orderly way; a server of its own is shut down. */
  stop(): Promise<void>;
  /** Makes a crashed or stopped shard available again. Fine when it is. */
  start(): Promise<void>;
}

/** The databases of one set of virtual shards, in order. */
export interface ShardPlaces {
  readonly places: readonly ShardPlace[];
  /**
   * As new: rows gone, sequences restarted, open and prepared transactions rolled back; tables stay.
   * Every place must be available.
   */
  reset(): Promise<void>;
  /** Ends all connections, drops the databases, gives the servers up. Works on crashed places, and twice. */
  dispose(): Promise<void>;
}
