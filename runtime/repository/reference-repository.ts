import { internalError } from '../errors/internal-error.js';
import { unknownShard } from '../errors/shard-name-errors.js';
import { lazily } from '../executor/lazy-promise.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { CopiesRoute } from '../router/route.js';
import type { ShardRuntime } from '../shard-runtime.js';
import { type CopyCalls, createCopyCalls } from './copied-promise.js';
import { loadRelated } from './loader/load-related.js';
import { createPinnedReads } from './pinned-reads.js';
import { type CallFactory, createCallFactory } from './routed-promise.js';

/**
 * Base of the generated repositories of reference models, which add the types: a read asks one shard, a
 * write goes to all.
 */
export abstract class ReferenceRepository {
  // Private by `#`, so that a generated class may have members of any name.
  readonly #runtime: ShardRuntime;
  readonly #plan: ModelPlan;
  readonly #calls: CallFactory;
  readonly #copies: CopyCalls;

  /** @throws ShardgenError SG9001 when the manifest has no such model, or it is no reference model. */
  constructor(runtime: ShardRuntime, model: string) {
    this.#runtime = runtime;
    this.#plan = runtime.router.plan(model);
    const { references } = runtime;
    if (references === undefined) throw internalError(`${model} is no reference model`);
    this.#calls = createCallFactory(runtime, this.#plan);
    this.#copies = createCopyCalls(runtime, references, this.#plan);
  }

  /** Runs a call on one shard or on all, when it is awaited. */
  protected run<R>(method: ModelMethod, args: unknown): R {
    // Sound: the generated signature states what Prisma's method of this name returns.
    return this.#copies(method, args) as R;
  }

  /** Says where the rows live, without asking any database. */
  protected routeAll(): CopiesRoute {
    return this.#runtime.router.routeCopies(this.#plan);
  }

  /**
   * Reads of one shard's copy.
   *
   * @throws ShardgenError SG3009 for a shard that does not exist.
   */
  protected pinnedTo<R>(name: string): R {
    const { shards } = this.#runtime.router.topology;
    const shard = shards.indexOf(name);
    if (shard < 0) throw unknownShard(this.#plan.name, 'onShard', name, shards);
    // Sound: the generated signature is that of the repository, restricted to these methods.
    return createPinnedReads(this.#calls, shard) as R;
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
