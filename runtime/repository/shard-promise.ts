import type { Soon } from '../directory/find-shard.js';
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

/** A call that is ready to be sent. */
export interface CallOrigin {
  /** Index of the shard; undefined for a call that was split. */
  readonly shard: number | undefined;
  /** Shard key of the call; undefined where none was needed. */
  readonly key: readonly KeyValue[] | undefined;
  /** Asks the shard for the key of the call's row, where the call was routed by something else. */
  readonly findKey?: () => Promise<readonly KeyValue[] | undefined>;
  /** Prisma's promise of the call, which nobody has awaited yet. */
  readonly work: PromiseLike<unknown>;
}

/**
 * A call on a shard, with the manners of Prisma's own promise: it runs when awaited, it can be part
 * of a batch transaction, and an unreachable server becomes a named error on the way out. The key is
 * read from the arguments when Prisma reads them, at the first `then`, so the two cannot disagree.
 */
export abstract class ShardPromise extends LazyPromise<unknown> {
  private _prepared: Soon<CallOrigin> | undefined;
  /** Index of the shard; undefined before the start, and for a call that was split. */
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

  /**
   * Reads key and arguments and prepares the call on its shard: now, or when the directory has said which
   * one it is. Called once. May throw: that becomes a rejection.
   */
  protected abstract _prepare(): Soon<CallOrigin>;

  /** A member of a batch that waits for the directory joins later; Prisma waits for all of its members. */
  requestTransaction(batch: unknown): PromiseLike<unknown> {
    const join = (work: PromiseLike<unknown>) =>
      isBatchMember(work)
        ? work.requestTransaction(batch)
        : Promise.reject(noBatch({ model: this._plan.name, method: this._method }));
    const origin = this._origin();
    return origin instanceof Promise ? origin.then(({ work }) => join(work)) : join(origin.work);
  }

  /** The call, prepared now and not sent: what a relation is asked from. */
  _origin(): Soon<CallOrigin> {
    this._prepared ??= this._prepare();
    return this._prepared;
  }

  protected _start(): PromiseLike<unknown> {
    const origin = this._origin();
    return origin instanceof Promise
      ? origin.then((found) => this._send(found))
      : this._send(origin);
  }

  protected override _explain(error: unknown): unknown {
    if (this._shard === undefined) return error;
    return this._executor.explain(
      this._shard,
      { model: this._plan.name, method: this._method },
      error,
    );
  }

  private _send({ shard, work }: CallOrigin): PromiseLike<unknown> {
    this._shard = shard;
    return work;
  }
}

function isBatchMember(work: object): work is PromiseLike<unknown> & BatchMember {
  return 'requestTransaction' in work && typeof work.requestTransaction === 'function';
}
