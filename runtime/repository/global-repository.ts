import { internalError } from '../errors/internal-error.js';
import { lazily } from '../executor/lazy-promise.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { NamedRoute } from '../router/route.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { loadRelated } from './loader/load-related.js';
import { type CallFactory, createCallFactory } from './routed-promise.js';

/**
 * Base of the generated repositories of global models, which add the types. Arguments are Prisma's and
 * go to it as they are: on the one shard that has all rows, everything means what it always did.
 */
export abstract class GlobalRepository {
  // Private by `#`, so that a generated class may have members of any name.
  readonly #runtime: ShardRuntime;
  readonly #plan: ModelPlan;
  readonly #calls: CallFactory;
  readonly #shard: number;

  /** @throws ShardgenError SG9001 when the manifest has no such model, or it is not global. */
  constructor(runtime: ShardRuntime, model: string) {
    this.#runtime = runtime;
    this.#plan = runtime.router.plan(model);
    this.#calls = createCallFactory(runtime, this.#plan);
    const { group } = this.#plan;
    if (group.strategy !== 'global') throw internalError(`${model} is not global`);
    this.#shard = group.shard;
  }

  /** Runs a call on the model's shard, when it is awaited. */
  protected run<R>(method: ModelMethod, args: unknown): R {
    // Sound: the generated signature states what Prisma's method of this name returns.
    return this.#calls.pinned(this.#shard, method, args) as R;
  }

  /** Says where the rows live, without asking any database. */
  protected routeAll(): NamedRoute {
    return this.#runtime.router.route(this.#plan, undefined);
  }

  /** Rows that rows of this model name by a cross-shard relation, when it is awaited. */
  protected load<R>(relation: string, rows: readonly unknown[], args: unknown): R {
    const loaded = lazily(() => loadRelated(this.#runtime, this.#plan, relation, rows, args));
    // Sound: the generated signature says what a row of the target is under this projection.
    return loaded as R;
  }

  /** Prisma's field references of this model. Opens no connection. */
  protected fieldReferences<R>(): R {
    // Sound: the generated signature is that of Prisma's `fields`.
    return this.#runtime.executor.fieldReferences(this.#plan.name) as R;
  }
}
