import type { ModelMethod } from '../executor/model-method.js';
import type { ModelPlan } from '../router/model-plan.js';
import { readArguments } from '../router/read-once.js';
import { addRelations, isFluent } from './fluent-promise.js';
import { locateCall } from './locate-call.js';
import { ShardPromise } from './shard-promise.js';
import type { ShardRuntime } from './shard-runtime.js';
import { startCreateMany } from './start-create-many.js';

/** A call that goes where its shard key says. */
class RoutedPromise extends ShardPromise {
  constructor(
    private readonly runtime: ShardRuntime,
    plan: ModelPlan,
    method: ModelMethod,
    private readonly args: unknown,
  ) {
    super(runtime.executor, plan, method);
  }

  protected start(): PromiseLike<unknown> {
    const { plan, method, runtime } = this;
    const given = readArguments(this.args);
    if (method === 'createMany' || method === 'createManyAndReturn') {
      const { shard, work } = startCreateMany(runtime, plan, method, given);
      this.shard = shard;
      return work;
    }
    const { key, args } = locateCall(plan, method, given);
    this.key = key;
    this.shard = runtime.router.shardOf(plan, key, method);
    return runtime.executor.prepare(this.shard, { model: plan.name, method, args });
  }
}

/** A call that runs on a named shard, whatever keys its rows have. */
class PinnedPromise extends ShardPromise {
  constructor(
    runtime: ShardRuntime,
    plan: ModelPlan,
    method: ModelMethod,
    private readonly args: unknown,
    private readonly pinned: number,
  ) {
    super(runtime.executor, plan, method);
  }

  protected start(): PromiseLike<unknown> {
    this.shard = this.pinned;
    const { args, method, plan } = this;
    return this.executor.prepare(this.pinned, { model: plan.name, method, args });
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
