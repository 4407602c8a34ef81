import { isLookup, type Soon, soon } from '../directory/find-shard.js';
import { straysOf, withoutStrays } from '../directory/without-strays.js';
import type { ModelMethod } from '../executor/model-method.js';
import { giveFreeIds } from '../ids/give-ids.js';
import type { ModelPlan } from '../router/model-plan.js';
import { readArguments } from '../router/read-once.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { addRelations, isFluent } from './fluent-promise.js';
import { prepareCreateMany } from './prepare-create-many.js';
import { idPin, routeById } from './route-by-id.js';
import { indexPin, routeByIndex } from './route-by-index.js';
import { routeByKey } from './route-by-key.js';
import { type CallOrigin, ShardPromise } from './shard-promise.js';

/** A call that goes where its shard key says. */
class RoutedPromise extends ShardPromise {
  constructor(
    private readonly _runtime: ShardRuntime,
    plan: ModelPlan,
    method: ModelMethod,
    private readonly _args: unknown,
  ) {
    super(_runtime.executor, plan, method);
  }

  protected _prepare(): Soon<CallOrigin> {
    const { _plan: plan, _method: method, _runtime: runtime } = this;
    const given = readArguments(this._args);
    if (method === 'createMany' || method === 'createManyAndReturn') {
      return prepareCreateMany(runtime, plan, method, given);
    }
    const id = plan.carriesBuckets ? idPin(plan, method, given) : undefined;
    if (id !== undefined) return routeById(runtime, plan, id);
    const pin = plan.indexes.length === 0 ? undefined : indexPin(plan, method, given);
    return pin === undefined
      ? routeByKey(runtime, plan, method, given)
      : routeByIndex(runtime, plan, pin);
  }
}

/** A call that runs on a named shard, whatever keys its rows have. */
class PinnedPromise extends ShardPromise {
  constructor(
    private readonly _runtime: ShardRuntime,
    plan: ModelPlan,
    method: ModelMethod,
    private readonly _args: unknown,
    private readonly _pinned: number,
  ) {
    super(_runtime.executor, plan, method);
  }

  protected _prepare(): Soon<CallOrigin> {
    const { _method: method, _pinned: shard, _plan: plan, _runtime: runtime } = this;
    const prepared = (args: unknown, asked: { askedAt?: number } = {}): CallOrigin => {
      const work = this._executor.prepare(shard, { model: plan.name, method, args, ...asked });
      return { shard, key: undefined, work };
    };
    if (isLookup(plan)) {
      const given = readArguments(this._args);
      return soon(straysOf(runtime, plan), (strays) => {
        const counted = withoutStrays(runtime.router.topology, plan, shard, strays, given);
        return prepared(counted, { askedAt: strays.askedAt });
      });
    }
    if (!plan.drawsIds) return prepared(this._args);
    return soon(giveFreeIds(runtime.ids, plan, method, readArguments(this._args)), (args) =>
      prepared(args),
    );
  }
}

/** Makes the promises of one model. */
export interface CallFactory {
  routed(method: ModelMethod, args: unknown): Promise<unknown>;
  pinned(shard: number, method: ModelMethod, args: unknown): Promise<unknown>;
}

/** Classes are made here once per repository, so that a call only constructs. */
export function createCallFactory(runtime: ShardRuntime, plan: ModelPlan): CallFactory {
  const FluentRouted = class extends RoutedPromise {};
  const FluentPinned = class extends PinnedPromise {};
  addRelations(FluentRouted.prototype, plan);
  addRelations(FluentPinned.prototype, plan);
  return {
    routed(method, args) {
      return isFluent(method)
        ? new FluentRouted(runtime, plan, method, args)
        : new RoutedPromise(runtime, plan, method, args);
    },
    pinned(shard, method, args) {
      return isFluent(method)
        ? new FluentPinned(runtime, plan, method, args, shard)
        : new PinnedPromise(runtime, plan, method, args, shard);
    },
  };
}
