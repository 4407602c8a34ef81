import type { BucketRange, PlacementManifest } from '../../runtime/manifest/sharding-manifest.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';

/** A shard as generated code knows it: its name, and the variable that holds its url. */
export interface PlannedShard {
  readonly name: string;
  readonly env?: string;
}

/** A function of the user's, as generated code imports it. */
export interface PlannedStrategy {
  readonly module: string;
  readonly export: string;
}

/** Root model to shard to half-open bucket ranges. */
export type Owners = Readonly<Record<string, Readonly<Record<string, readonly BucketRange[]>>>>;

/** Root model to how new keys of the group are shared out. */
export type Placements = Readonly<Record<string, PlacementManifest>>;

/** Everything the generated files depend on; no clock, no version, no path of a machine. */
export interface GenerationInput {
  readonly model: ShardingModel;
  /** In topology order; empty when no config names the shards. */
  readonly shards: readonly PlannedShard[];
  /** The variable that holds the url of the control database, if the config names one. */
  readonly control?: { readonly env?: string };
  readonly epoch: number;
  /** Empty when no config names the shards. */
  readonly owners: Owners;
  /** Of groups with a directory, where the config says more than that all shards are alike. */
  readonly placements?: Placements;
  /** Root model to the function of its custom strategy; the module as the output folder imports it. */
  readonly strategies?: Readonly<Record<string, PlannedStrategy>>;
  /** The Prisma client's module, relative to the output folder and without extension: `../prisma/client`. */
  readonly clientModule: string;
  /** What the user's compiler wants at the end of a relative import. */
  readonly importExtension: '' | '.js' | '.mjs' | '.cjs' | '.ts' | '.mts' | '.cts';
}
