import { illegalIndexValue } from '../errors/index-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import { createIndexEntries } from '../global-index/entries.js';
import { indexValue, keyOfText } from '../global-index/index-value.js';
import { IndexedCall } from '../global-index/indexed-call.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import type { IndexPlan, ModelPlan } from '../router/model-plan.js';
import { namedKey } from '../router/named-key.js';
import type { KeyedMethod } from './locate-call.js';
import { routeByKey } from './route-by-key.js';
import type { CallOrigin } from './shard-promise.js';
import type { ShardRuntime } from './shard-runtime.js';

type UniqueMethod = 'findUnique' | 'findUniqueOrThrow' | 'update' | 'upsert' | 'delete';

/** A call that names its row by a globally unique value, and does not say the shard key. */
export interface IndexPin {
  readonly method: UniqueMethod;
  readonly index: IndexPlan;
  /** Canonical. */
  readonly values: readonly KeyValue[];
  readonly args: Fields;
  readonly where: Fields;
}

const METHODS: ReadonlySet<ModelMethod> = new Set<UniqueMethod>([
  'findUnique',
  'findUniqueOrThrow',
  'update',
  'upsert',
  'delete',
]);

const isUniqueMethod = (method: ModelMethod): method is UniqueMethod => METHODS.has(method);

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
  if (!isUniqueMethod(method) || !isFields(args)) return undefined;
  const where = ownValue(args, 'where');
  if (!isFields(where) || saysKey(plan, where)) return undefined;
  for (const index of plan.indexes) {
    const given = index.unique ? valuesIn(where, index) : undefined;
    if (given === undefined) continue;
    const values = index.fields.map((field, i): KeyValue => {
      const value = canonicalField(field, given[i]);
      if (value !== undefined) return value;
      const call = { model: plan.name, method };
      throw illegalIndexValue(call, field.name, 'where', given[i], legalValue(field));
    });
    return { method, index, values, args, where };
  }
  return undefined;
}

function saysKey({ compounds, keyFields }: ModelPlan, where: Fields): boolean {
  return keyFields.every(
    ({ name }) =>
      ownValue(where, name) !== undefined ||
      compounds.some(
        (compound) => compound.fields.has(name) && ownValue(where, compound.name) !== undefined,
      ),
  );
}

/** What a unique selector gives for the fields of an index; undefined when it is about others. */
function valuesIn(where: Fields, { fields, name }: IndexPlan): readonly unknown[] | undefined {
  const selector = fields.length === 1 ? where : ownValue(where, name);
  if (!isFields(selector)) return undefined;
  const values = fields.map((field) => ownValue(selector, field.name));
  return values.includes(undefined) ? undefined : values;
}

/** As often as a row may come or go between two looks. */
const MOST_ATTEMPTS = 8;

/** Asks the index for the shard key, then goes on as if the call had said it. */
export async function routeByIndex(
  runtime: ShardRuntime,
  plan: ModelPlan,
  pin: IndexPin,
): Promise<CallOrigin> {
  const { args, index, method, values, where } = pin;
  const key = await keyOfValue(runtime, plan, method, index, values);
  if (method === 'upsert') {
    const run = (asked: Fields) => upsertByIndex(runtime, plan, { ...pin, args: asked }, key);
    return { shard: undefined, key: undefined, work: new IndexedCall(run, args) };
  }
  if (key === undefined) {
    // No row has the value: any shard says so, in Prisma's own words.
    const work = runtime.executor.prepare(0, { model: plan.name, method, args });
    return { shard: 0, key: undefined, work };
  }
  return routeByKey(runtime, plan, method, { ...args, where: withKey(plan, where, key) });
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

function withKey(plan: ModelPlan, where: Fields, key: readonly KeyValue[]): Fields {
  return { ...where, ...namedKey(plan, key) };
}

/** Update where the value has a row, else create; a row may come or go in between. */
async function upsertByIndex(
  runtime: ShardRuntime,
  plan: ModelPlan,
  { args, index, values, where }: IndexPin,
  found: readonly KeyValue[] | undefined,
): Promise<unknown> {
  const { where: _, create, update, ...projection } = args;
  let key = found;
  for (let attempt = 1; ; attempt++) {
    const [method, call]: readonly [KeyedMethod, Fields] =
      key === undefined
        ? ['create', { ...projection, data: create }]
        : ['update', { ...projection, where: withKey(plan, where, key), data: update }];
    const origin = await routeByKey(runtime, plan, method, call);
    try {
      return await origin.work;
    } catch (error) {
      const explained =
        origin.shard === undefined
          ? error
          : runtime.executor.explain(origin.shard, { model: plan.name, method }, error);
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
      if (attempt >= MOST_ATTEMPTS || code !== (method === 'create' ? 'P2002' : 'P2025')) {
        throw explained;
      }
      const now = await keyOfValue(runtime, plan, 'upsert', index, values);
      // The error was about another value, or about a nested row.
      if (method === 'create' && now === undefined) throw explained;
      key = method === 'update' ? undefined : now;
    }
  }
}
