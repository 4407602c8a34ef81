import type { ModelPlan } from '../router/model-plan.js';
import type { ShardRuntime } from '../shard-runtime.js';
import type { CallOptions } from './options/call-options.js';

/** Who asks several shards, and which. */
export interface ScatterScope {
  readonly runtime: ShardRuntime;
  readonly plan: ModelPlan;
  /** Indexes in topology order, at least one; undefined for all shards. */
  readonly chosen?: readonly number[] | undefined;
  readonly options: CallOptions;
}

/** What of it is needed to read a call, before any shard is asked. */
export interface ReadScope extends Pick<ScatterScope, 'plan' | 'chosen' | 'options'> {
  readonly runtime: Pick<ShardRuntime, 'router' | 'clientOmit' | 'signCursor'>;
}
