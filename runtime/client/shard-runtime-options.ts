import type { EnvReference } from '../config/env.js';
import type { SqlDriverAdapterFactory } from '../executor/prisma/driver-adapter.js';
import type { ScatterDefaults } from '../running/scatter-settings.js';
import type { TEST_SEAMS, TestSeams } from './test-seams.js';

/** Where the url of a shard comes from: itself, or a reference to a variable. */
export type ShardUrl = string | { readonly url: string | EnvReference };

/** Where the url of the control database comes from. */
export type ControlUrl = ShardUrl | EnvReference;

/** Settings of every PrismaClient; one is opened per shard. */
export interface ClientSettings {
  readonly errorFormat?: 'pretty' | 'colorless' | 'minimal';
  readonly log?: readonly ('query' | 'info' | 'warn' | 'error')[];
  readonly transactionOptions?: {
    /** Milliseconds to wait for a connection. */
    readonly maxWait?: number;
    /** Milliseconds until a transaction is rolled back. */
    readonly timeout?: number;
    readonly isolationLevel?:
      | 'ReadUncommitted'
      | 'ReadCommitted'
      | 'RepeatableRead'
      | 'Serializable';
  };
}

/** Settings of the directory, for groups that are looked up. */
export interface DirectorySettings {
  /** How many keys of each group this process remembers. Default 100000; each takes some 100 bytes. */
  readonly cacheSize?: number;
}

/**
 * What `createShards()` takes. The value of `shardgen.config.ts` fits too: its `shards` have the
 * same form, and the rest of it is for the generator.
 *
 * @example createShards({ shards: { shard_1: 'postgres://localhost/one', shard_2: 'postgres://localhost/two' } })
 */
export interface ShardRuntimeOptions<Name extends string = string> {
  /** Urls; a shard that is left out takes the one from its environment variable. */
  readonly shards?: Readonly<Partial<Record<Name, ShardUrl>>>;
  /** Url of the control database, where the schema needs one. Default: from its environment variable. */
  readonly control?: ControlUrl;
  readonly directory?: DirectorySettings;
  /** Makes the driver adapter of a shard. Default: `@prisma/adapter-pg` with the url. */
  readonly adapter?: (shard: {
    readonly name: Name;
    readonly url: string;
  }) => SqlDriverAdapterFactory;
  readonly client?: ClientSettings;
  /**
   * Milliseconds within which each shard has to answer a call, else the call fails with SG5004 and its
   * statement is cancelled in the database. What an `adapter` of your own sends is not cancelled, nor is a
   * write of copies. Default: no deadline. A batch `$transaction([...])` has Prisma's own.
   */
  readonly deadlineMs?: number;
  /**
   * Signs the cursors of `paginate()`, so that nobody else can make one; at least 16 characters, the same in
   * all processes that share cursors. Without it a signature only shows that a cursor was damaged.
   */
  readonly cursorSecret?: string;
  /** What holds for calls over several shards. */
  readonly scatter?: ScatterDefaults;
  /** Of `shardgen/testing`; nothing else sets it. */
  readonly [TEST_SEAMS]?: TestSeams;
}
