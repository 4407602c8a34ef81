import type { Executor } from '../executor/executor.js';
import { LazyPromise } from '../executor/lazy-promise.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from '../router/model-plan.js';

/** What a batch transaction of Prisma asks of its members. */
interface BatchMember {
  requestTransaction(batch: unknown): PromiseLike<unknown>;
}

interface CallOrigin {
  readonly shard: number | undefined;
  readonly key: readonly KeyValue[] | undefined;
  readonly work: PromiseLike<unknown>;
}

/**
 * A call on a shard, with the manners of Prisma's own promise: it runs when awaited, it can be part
 * of a batch transaction, and an unreachable server becomes a named error on the way out. The key is
 * read from the arguments when Prisma reads them, at the first `then`, so the two cannot disagree.
 */
export abstract class ShardPromise extends LazyPromise<unknown> {
  /** Index of the shard; undefined before the start, and for a call that was split. */
  protected _shard: number | undefined;
  /** Shard key of the call; undefined where none was needed. */
  protected _key: readonly KeyValue[] | undefined;

  constructor(
    readonly _executor: Executor,
    readonly _plan: ModelPlan,
    readonly _method: ModelMethod,
  ) {
    super();
  }

  override get [Symbol.toStringTag](): string {
    return 'PrismaPromise';
  }

  requestTransaction(batch: unknown): PromiseLike<unknown> {
    const work = this._begun();
    return isBatchMember(work) ? work.requestTransaction(batch) : work;
  }

  /** Prisma's promise of this call, its shard and key, begun now: what a relation is asked from. */
  _origin(): CallOrigin {
    const work = this._begun();
    return { shard: this._shard, key: this._key, work };
  }

  protected override _explain(error: unknown): unknown {
    if (this._shard === undefined) return error;
    return this._executor.explain(
      this._shard,
      { model: this._plan.name, method: this._method },
      error,
    );
  }
}

function isBatchMember(work: object): work is PromiseLike<unknown> & BatchMember {
  return 'requestTransaction' in work && typeof work.requestTransaction === 'function';
}
