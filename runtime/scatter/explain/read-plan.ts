import type { Call } from '../../errors/call.js';
import type { ModelMethod } from '../../executor/model-method.js';
import type { Fields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { CallOptions } from '../options/call-options.js';
import type { ClientOmit } from '../order/hidden-columns.js';
import type { MergeStep } from '../surface/scatter-plan.js';

/** What a method decides about a call before it asks a shard; `explain` shows it, and the call does it. */
export interface ReadPlan {
  readonly asks: ModelMethod;
  /** What each shard is asked. */
  readonly args: Fields | undefined;
  readonly merge: readonly MergeStep[];
  /** Paths from the row, such as `customer.name`. */
  readonly hiddenColumns: readonly string[];
}

/** Of which call. */
export interface PlannedCall {
  readonly call: Call;
  readonly plan: ModelPlan;
  readonly options: CallOptions;
  readonly clientOmit?: ClientOmit | undefined;
}
