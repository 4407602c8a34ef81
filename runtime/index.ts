export { createShardRuntime, type ShardRuntimeInput } from './client/create-shard-runtime.js';
export type {
  ClientSettings,
  ControlUrl,
  DirectorySettings,
  ShardRuntimeOptions,
  ShardUrl,
} from './client/shard-runtime-options.js';
export {
  createDirectoryControl,
  type DirectoryControl,
  type MoveOptions,
  type UnfinishedMove,
} from './directory/move/directory-control.js';
export type { MoveReport } from './directory/move/move-key.js';
export type { MoveStep } from './directory/move/move-runtime.js';
export {
  type MissingShard,
  ScatterError,
  ShardDeadlineError,
  type ShardFailure,
  type ShardState,
  ShardUnreachableError,
} from './errors/execution-errors.js';
export { ShardDownError } from './errors/scatter-errors.js';
export { ShardgenError } from './errors/shardgen-error.js';
export { PartialWriteError, type ShardWrite, type UnwrittenShard } from './errors/write-errors.js';
export type { ModelMethod } from './executor/model-method.js';
export type { BackfillReport, DuplicateValue } from './global-index/maintenance/backfill.js';
export {
  createGlobalIndexes,
  type GlobalIndexes,
} from './global-index/maintenance/global-indexes.js';
export type { SweepReport } from './global-index/maintenance/sweep.js';
export type { KeyValue } from './key/key-value.js';
export type { DatabaseManifest, ScalarCode } from './manifest/scalar-manifest.js';
export {
  type BucketRange,
  type ControlManifest,
  type CopiedTableManifest,
  type CrossRelationManifest,
  type CustomGroupManifest,
  type GeographicGroupManifest,
  type GlobalGroupManifest,
  type GroupManifest,
  type HashGroupManifest,
  type KeyFieldManifest,
  type LookupGroupManifest,
  MANIFEST_VERSION,
  type ModelManifest,
  type PlacementManifest,
  type RangeGroupManifest,
  type RangeManifest,
  type ReferenceGroupManifest,
  type ReferenceManifest,
  type RegionManifest,
  type RelationManifest,
  type ShardingManifest,
  type ShardManifest,
  type ShardPlacementManifest,
  type TableManifest,
} from './manifest/sharding-manifest.js';
export type { CheckReport, CopyState, TableCheck } from './reference/maintenance/check.js';
export {
  createReferenceModels,
  type ReferenceModels,
} from './reference/maintenance/reference-models.js';
export type {
  RepairReport,
  TableRepair,
  UnrepairedRow,
} from './reference/maintenance/repair.js';
export { GlobalRepository } from './repository/global-repository.js';
export { ReferenceRepository } from './repository/reference-repository.js';
export { ShardedRepository } from './repository/sharded-repository.js';
export type {
  CopiesRoute,
  LookupRoute,
  NamedRoute,
  PlacedRoute,
  RangeRoute,
  RegionRoute,
  Route,
  UnplacedRoute,
} from './router/route.js';
export type { OnFailure, ScatterDefaults, ScatterOptions } from './running/scatter-settings.js';
export { TRANSIENT_ERRORS, type TransientError } from './running/transient-errors.js';
export type { Page } from './scatter/surface/page.js';
export type {
  CompleteResult,
  PartialResult,
  ScatterAnswer,
  ScatterResult,
} from './scatter/surface/scatter-answer.js';
export type { MergeStep, ScatterPlan, ScatterRoute } from './scatter/surface/scatter-plan.js';
export type {
  PartialScatterOptions,
  WholeScatterOptions,
} from './scatter/surface/scatter-policy.js';
export type { ShardRuntime } from './shard-runtime.js';
export * from './typing/index.js';
