import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';

/** One shard as the config names it. */
export interface ConfiguredShard {
  readonly name: string;
  /** The variable that holds the url; absent when the config gives the url itself. */
  readonly env?: string;
  readonly url?: string;
}

/** Root model to shard to ranges, exactly as the config says it. */
export type ConfiguredOwners = Readonly<
  Record<string, Readonly<Record<string, readonly BucketRange[]>>>
>;

/** `shardgen.config.ts` after checking, with absolute paths. */
export interface ProjectConfig {
  /** Absolute path; absent when the project has no config file. */
  readonly file?: string;
  /** The file as messages show it. */
  readonly shownAs: string;
  readonly schema?: string;
  readonly output?: string;
  /** In declared order; empty without a config file. */
  readonly shards: readonly ConfiguredShard[];
  readonly epoch: number;
  readonly owners: ConfiguredOwners;
  readonly dev: { readonly directory: string; readonly port?: number };
}
