import { illegalIndexValue } from '../errors/index-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import { createIndexEntries } from '../global-index/entries.js';
import { indexValue, keyOfText } from '../global-index/index-value.js';
import { IndexedCall } from '../global-index/indexed-call.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import type { IndexPlan, ModelPlan } from '../router/model-plan.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { type KeylessCall, keylessCall } from './keyless-call.js';
import { routeByKey } from './route-by-key.js';
import type { CallOrigin } from './shard-promise.js';
import { upsertInSteps, withKey } from './upsert-in-steps.js';

/** A call that names its row by a globally unique value, and does not say the shard key. */
export interface IndexPin extends KeylessCall {
  readonly index: IndexPlan;
  /** Canonical. */
  readonly values: readonly KeyValue[];
}

/**
 * Undefined for a call that is routed by its shard key, or by nothing.
 *
 * @throws ShardgenError SG3601.
 */
export function indexPin(
  plan: ModelPlan,
  method: ModelMethod,
  args: unknown,
): IndexPin | undefined {
  const keyless = keylessCall(plan, method, args);
  if (keyless === undefined) return undefined;
  const { where } = keyless;
  for (const index of plan.indexes) {
    const given = index.unique ? valuesIn(where, index) : undefined;
    if (given === undefined) continue;
    const values = index.fields.map((field, i): KeyValue => {
      const value = canonicalField(field, given[i]);
      if (value !== undefined) return value;
      const call = { model: plan.name, method };
      throw illegalIndexValue(call, field.name, 'where', given[i], legalValue(field));
    });
    return { ...keyless, index, values };
  }
  return undefined;
}

/** What a unique selector gives for the fields of an index; undefined when it is about others. */
function valuesIn(where: Fields, { fields, name }: IndexPlan): readonly unknown[] | undefined {
  const selector = fields.length === 1 ? where : ownValue(where, name);
  if (!isFields(selector)) return undefined;
  const values = fields.map((field) => ownValue(selector, field.name));
  return values.includes(undefined) ? undefined : values;
}

/** Asks the index for the shard key, then goes on as if the call had said it. */
export async function routeByIndex(
  runtime: ShardRuntime,
  plan: ModelPlan,
  pin: IndexPin,
): Promise<CallOrigin> {
  const { args, index, method, values } = pin;
  const key = await keyOfValue(runtime, plan, method, index, values);
  if (method === 'upsert') {
    const look = () => keyOfValue(runtime, plan, 'upsert', index, values);
    const run = (asked: Fields) => upsertInSteps(runtime, plan, asked, key, look);
    return { shard: undefined, key: undefined, work: new IndexedCall(run, args) };
  }
  if (key === undefined) {
    // No row has the value: any shard says so, in Prisma's own words.
    const work = runtime.executor.prepare(0, { model: plan.name, method, args });
    return { shard: 0, key: undefined, work };
  }
  return routeByKey(runtime, plan, method, withKey(plan, args, key));
}

/** The shard key that an index has for a value. */
export async function keyOfValue(
  { executor, router }: ShardRuntime,
  plan: ModelPlan,
  method: ModelMethod,
  index: IndexPlan,
  values: readonly KeyValue[],
): Promise<readonly KeyValue[] | undefined> {
  const [text] = await keysOfValue({ executor, router }, plan, method, index, values);
  return text;
}

/** The shard keys that an index has for a value. */
export async function keysOfValue(
  { executor, router }: Pick<ShardRuntime, 'executor' | 'router'>,
  plan: ModelPlan,
  method: ModelMethod,
  index: IndexPlan,
  values: readonly KeyValue[],
): Promise<readonly (readonly KeyValue[])[]> {
  const { topology } = router;
  if (topology.index === undefined) return [];
  const call = { model: plan.name, method };
  const entries = createIndexEntries(executor, topology, topology.index, call);
  const texts = await entries.keysOf({ index, value: indexValue(values) });
  return texts.flatMap((text) => {
    const key = keyOfText(plan.keyTypes, text);
    return key === undefined ? [] : [key];
  });
}
