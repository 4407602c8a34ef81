import type { BucketRange, ShardPlacementManifest } from '../manifest/sharding-manifest.js';
import type { EnvReference } from './env.js';

/** One shard: a physical database. */
export interface ShardConfig {
  /** Connection url, or `env('NAME')`. Prefer `env`: urls are never copied into generated code. */
  readonly url: string | EnvReference;
}

/** The physical facts of a deployment, in `shardgen.config.ts`. */
export interface ShardgenConfig<Name extends string = string> {
  /** Schema file or folder, relative to the config file. Default: where Prisma would look. */
  readonly schema?: string;
  /** Folder for the generated repositories, relative to the config file. Default: `shards` beside the Prisma client. */
  readonly output?: string;
  /** The shards, in order: buckets are shared out evenly in this order unless `topology` says otherwise. */
  readonly shards: Readonly<Record<Name, ShardConfig>>;
  /**
   * Where shardgen keeps what all processes have to agree on, in a schema `shardgen` of its own. It may be
   * the database of a shard. Some annotations need it; the generator says so.
   */
  readonly control?: string | EnvReference;
  readonly topology?: {
    /** Grows at every change of ownership. Default 1. */
    readonly epoch?: number;
    /** Root model to shard to half-open bucket ranges. Default: an even split. */
    readonly owners?: Readonly<
      Record<string, Readonly<Partial<Record<Name, readonly BucketRange[]>>>>
    >;
  };
  /**
   * Of groups with `@@shard.lookup`: root model to shard to what it gets of the new keys. A shard that is
   * left out has the weight 1 and takes new keys.
   */
  readonly placement?: Readonly<
    Record<string, Readonly<Partial<Record<Name, ShardPlacementManifest>>>>
  >;
  /** The local cluster of `shardgen dev`. */
  readonly dev?: {
    /** Data folder, relative to the config file. Default `.shardgen/dev`. */
    readonly directory?: string;
    /** TCP port on 127.0.0.1. Default: any free port, kept between runs while it stays free. */
    readonly port?: number;
  };
}
