import type { KeyValue } from '../key/key-value.js';
import type { IndexPlan, ModelPlan } from '../router/model-plan.js';
import { indexValue, keyText } from './index-value.js';

/** A value that a row is going to have in a global index, or has had. */
export interface Claim {
  readonly plan: ModelPlan;
  readonly index: IndexPlan;
  /** Canonical, in the order of the index's fields. */
  readonly values: readonly KeyValue[];
  /** `values` as the tables hold them. */
  readonly value: string;
  /** The shard key of the row, as the tables hold it. */
  readonly key: string;
  /** Whether the row may be there already, and have the value. */
  readonly mayExist: boolean;
}

export function claimOf(
  plan: ModelPlan,
  index: IndexPlan,
  values: readonly KeyValue[],
  key: readonly KeyValue[],
  mayExist: boolean,
): Claim {
  return { plan, index, values, value: indexValue(values), key: keyText(key), mayExist };
}

/** Says whether two claims are of the same value in the same index. */
export const sameValue = (a: Claim, b: Claim): boolean =>
  a.index.id === b.index.id && a.value === b.value;
