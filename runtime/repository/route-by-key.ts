import { findShard, type Soon, soon } from '../directory/find-shard.js';
import { IndexedCall } from '../global-index/indexed-call.js';
import { touchesIndex, writeIndexed } from '../global-index/indexed-write.js';
import { giveBucketIds, giveFreeIds } from '../ids/give-ids.js';
import type { KeyValue } from '../key/key-value.js';
import { guardCopies } from '../reference/guard/guard-writes.js';
import { isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { type KeyedMethod, locateCall } from './locate-call.js';
import type { CallOrigin } from './shard-promise.js';

/** Prepares a call whose arguments say the shard key. */
export function routeByKey(
  runtime: ShardRuntime,
  plan: ModelPlan,
  method: KeyedMethod,
  given: unknown,
): Soon<CallOrigin> {
  return soon(giveFreeIds(runtime.ids, plan, method, given), (free) => {
    const { key, args } = locateCall(plan, method, free);
    return soon(giveBucketIds(runtime.ids, plan, method, args, key), (ready) =>
      sendByKey(runtime, plan, method, ready, key),
    );
  });
}

function sendByKey(
  runtime: ShardRuntime,
  plan: ModelPlan,
  method: KeyedMethod,
  args: unknown,
  key: readonly KeyValue[],
): Soon<CallOrigin> {
  return soon(findShard(runtime, plan, key, method), (shard) => {
    if (plan.reachesIndex && isFields(args)) {
      // Before a value is reserved for what would be refused.
      if (runtime.references !== undefined) guardCopies(plan, method, args);
      const write = { plan, method, shard, key, args };
      if (touchesIndex(write)) {
        const run = (asked: typeof args) => writeIndexed(runtime, { ...write, args: asked });
        return { shard, key, work: new IndexedCall(run, args) };
      }
    }
    const work = runtime.executor.prepare(shard, { model: plan.name, method, args });
    return { shard, key, work };
  });
}
