import type { Soon } from '../directory/find-shard.js';
import type { ModelMethod } from '../executor/model-method.js';
import { IndexedCall } from '../global-index/indexed-call.js';
import { canonicalField } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { holdsCursor } from '../nested-writes/check-cursors.js';
import { guardUpdate } from '../nested-writes/nested-write-guard.js';
import { type Fields, givenValue, isFields, ownValue } from '../router/fields.js';
import type { IdPlan, ModelPlan } from '../router/model-plan.js';
import { narrowWhere } from '../router/narrow-where.js';
import { placeOfId } from '../router/place-of-id.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { type KeylessCall, keylessCall } from './keyless-call.js';
import { routeByKey } from './route-by-key.js';
import type { CallOrigin } from './shard-promise.js';
import { upsertInSteps, withKey } from './upsert-in-steps.js';

/** A call that names its row by an id which carries its bucket, and does not say the shard key. */
export interface IdPin extends KeylessCall {
  readonly field: IdPlan;
  readonly value: unknown;
}

/** Undefined for a call that is routed by something else. */
export function idPin(plan: ModelPlan, method: ModelMethod, args: unknown): IdPin | undefined {
  const keyless = keylessCall(plan, method, args);
  if (keyless === undefined) return undefined;
  for (const field of plan.ids) {
    const value = field.bucket ? ownValue(keyless.where, field.name) : undefined;
    if (value !== undefined) return { ...keyless, field, value };
  }
  return undefined;
}

/**
 * Prepares a call on the shard that its id names. What needs the shard key itself asks that shard for it
 * first; no other shard is asked.
 *
 * @throws ShardgenError SG3005, SG3802, SG3806.
 */
export function routeById(runtime: ShardRuntime, plan: ModelPlan, pin: IdPin): Soon<CallOrigin> {
  const { args, method, where } = pin;
  const { executor } = runtime;
  const shard = placeOfId(plan, { model: plan.name, method }, pin.field, pin.value).place?.shard;
  const findKey = () => keyOfRow(runtime, plan, pin, shard);
  if (method === 'upsert') {
    const run = async (asked: Fields) =>
      upsertInSteps(runtime, plan, { ...asked, where }, await findKey(), findKey);
    return { shard: undefined, key: undefined, work: new IndexedCall(run, args) };
  }
  if (method === 'update') checkData(plan, args);
  if (shard === undefined) return nobody(runtime, plan, pin, 0);
  if (!needsKey(plan, pin)) {
    const work = executor.prepare(shard, { model: plan.name, method, args });
    return { shard, key: undefined, findKey, work };
  }
  return findKey().then((key) =>
    key === undefined
      ? nobody(runtime, plan, pin, shard)
      : routeByKey(runtime, plan, method, withKey(plan, args, key)),
  );
}

/** What can be said of an update without its shard key. */
function checkData(plan: ModelPlan, args: Fields): void {
  const { data } = args;
  if (isFields(data) && writesRelation(plan, data)) return;
  guardUpdate({ call: { model: plan.name, method: 'update' }, key: [] }, plan, data, 'data');
}

const writesRelation = ({ relations }: ModelPlan, data: Fields): boolean =>
  relations.some(({ name }) => givenValue(data, name) !== undefined);

/** Whether rows of the shard key are written, reserved or pointed to along with the row. */
function needsKey(plan: ModelPlan, { args, method }: IdPin): boolean {
  if (plan.reachesIndex && (method === 'update' || method === 'delete')) return true;
  const { data } = args;
  if (method === 'update' && isFields(data) && writesRelation(plan, data)) return true;
  return holdsCursor(plan, args);
}

/** There is no such row: Prisma says so in its own words. */
function nobody(
  { executor }: ShardRuntime,
  plan: ModelPlan,
  { args, method }: IdPin,
  shard: number,
): CallOrigin {
  // An empty `OR`, which would say the same, is dropped by Prisma where it stands in an `AND`.
  const none = Object.fromEntries(plan.keyFields.map(({ name }) => [name, { in: [] }]));
  const asked = { ...args, where: narrowWhere(args['where'], none) };
  const operation = { model: plan.name, method, args: asked };
  return { shard, key: undefined, work: executor.prepare(shard, operation) };
}

/** The shard key of the row that an id names. */
async function keyOfRow(
  { executor }: ShardRuntime,
  plan: ModelPlan,
  { field, method, value }: IdPin,
  shard: number | undefined,
): Promise<readonly KeyValue[] | undefined> {
  if (shard === undefined) return undefined;
  const select = Object.fromEntries(plan.keyFields.map(({ name }) => [name, true]));
  const args = { where: { [field.name]: value }, select };
  let row: unknown;
  try {
    row = await executor.prepare(shard, { model: plan.name, method: 'findUnique', args });
  } catch (error) {
    throw executor.explain(shard, { model: plan.name, method }, error);
  }
  if (!isFields(row)) return undefined;
  const found = row;
  return plan.keyFields.flatMap((key) => canonicalField(key, found[key.name]) ?? []);
}
