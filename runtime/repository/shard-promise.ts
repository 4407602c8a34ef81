import { noBatch } from '../errors/execution-errors.js';
import type { Executor } from '../executor/executor.js';
import { LazyPromise } from '../executor/lazy-promise.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from '../router/model-plan.js';

/** What a batch transaction of Prisma asks of its members. */
interface BatchMember {
  requestTransaction(batch: unknown): PromiseLike<unknown>;
}

/** A call that is routed and prepared; nothing has run yet. */
export interface CallOrigin {
  /** Index of the shard; undefined for a call that was split. */
  readonly shard: number | undefined;
  /** Shard key of the call; undefined where none was needed. */
  readonly key: readonly KeyValue[] | undefined;
  readonly work: PromiseLike<unknown>;
}

/**
 * A call on a shard, with the manners of Prisma's own promise: it runs when awaited, it can be part
 * of a batch transaction, and an unreachable server becomes a named error on the way out. The key is
 * read from the arguments when Prisma reads them, at the first `then`, so the two cannot disagree.
 */
export abstract class ShardPromise extends LazyPromise<unknown> {
  private _from: CallOrigin | Promise<CallOrigin> | undefined;
  private _shard: number | undefined;

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

  /** Finds the shard and prepares the call; a promise where a database has to be asked for the shard. */
  protected abstract _route(): CallOrigin | Promise<CallOrigin>;

  /** The prepared call, from which a relation of its row is asked. */
  _origin(): CallOrigin | Promise<CallOrigin> {
    this._from ??= this._route();
    return this._from;
  }

  requestTransaction(batch: unknown): PromiseLike<unknown> {
    const origin = this._origin();
    if (origin instanceof Promise || !isBatchMember(origin.work)) {
      return Promise.reject(noBatch({ model: this._plan.name, method: this._method }));
    }
    this._shard = origin.shard;
    return origin.work.requestTransaction(batch);
  }

  protected _start(): PromiseLike<unknown> {
    const origin = this._origin();
    if (origin instanceof Promise) {
      return origin.then(({ shard, work }) => {
        this._shard = shard;
        return work;
      });
    }
    this._shard = origin.shard;
    return origin.work;
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
