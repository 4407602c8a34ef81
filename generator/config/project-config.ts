import type { BucketRange } from '../../runtime/manifest/sharding-manifest.js';
import type { ConfiguredPlacement } from './check-placement.js';
import type { ConfiguredUrl } from './check-url.js';

/** One shard as the config names it. */
export interface ConfiguredShard extends ConfiguredUrl {
  readonly name: string;
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
  readonly control?: ConfiguredUrl;
  readonly epoch: number;
  readonly owners: ConfiguredOwners;
  readonly placement?: ConfiguredPlacement;
  readonly dev: { readonly directory: string; readonly port?: number };
}
