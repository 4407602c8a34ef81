import type { KeyValue } from '../key/key-value.js';
import { type Fields, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { namedKey } from '../router/named-key.js';
import type { ShardRuntime } from '../shard-runtime.js';
import type { KeyedMethod } from './locate-call.js';
import { routeByKey } from './route-by-key.js';

/** As often as a row may come or go between two looks. */
const MOST_ATTEMPTS = 8;

/** The arguments of a call whose `where` says the shard key too. */
export function withKey(plan: ModelPlan, args: Fields, key: readonly KeyValue[]): Fields {
  const { where } = args;
  return { ...args, where: { ...(isFields(where) ? where : {}), ...namedKey(plan, key) } };
}

/**
 * Updates the row if there is one, else creates it; a row may come or go in between.
 *
 * @param found the shard key of the row, as it was when somebody looked.
 * @param look asks for it again.
 */
export async function upsertInSteps(
  runtime: ShardRuntime,
  plan: ModelPlan,
  args: Fields,
  found: readonly KeyValue[] | undefined,
  look: () => Promise<readonly KeyValue[] | undefined>,
): Promise<unknown> {
  const { where, create, update, ...projection } = args;
  let key = found;
  for (let attempt = 1; ; attempt++) {
    const [method, call]: readonly [KeyedMethod, Fields] =
      key === undefined
        ? ['create', { ...projection, data: create }]
        : ['update', withKey(plan, { ...projection, where, data: update }, key)];
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
      const now = await look();
      const there =
        now !== undefined && (await isThere(runtime, plan, where, now)) ? now : undefined;
      // The error was about another value, or about a nested row.
      if (method === 'create' ? there === undefined : isSame(there, key)) throw explained;
      key = there;
    }
  }
}

/** Whether a row of the key is what the upsert is about: its `where` may say more than one value. */
async function isThere(
  runtime: ShardRuntime,
  plan: ModelPlan,
  where: unknown,
  key: readonly KeyValue[],
): Promise<boolean> {
  const select = Object.fromEntries(plan.keyFields.map(({ name }) => [name, true]));
  const args = withKey(plan, { where, select }, key);
  const { shard, work } = await routeByKey(runtime, plan, 'findUnique', args);
  try {
    return (await work) !== null;
  } catch (error) {
    const call = { model: plan.name, method: 'upsert' };
    throw shard === undefined ? error : runtime.executor.explain(shard, call, error);
  }
}

const isSame = (one: readonly KeyValue[] | undefined, other: readonly KeyValue[] | undefined) =>
  one?.every((value, i) => value === other?.[i]) === true;
