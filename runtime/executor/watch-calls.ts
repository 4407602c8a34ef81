import type { Executor } from './executor.js';
import type { Operation } from './operation.js';
import { WrappedCall, wrapCalls } from './wrapped-call.js';

/** Told of every call on a shard. */
export interface CallWatcher {
  /** A call begins; the answer is called when it has ended. What it throws is the call's error. */
  begin(shard: number, operation: Operation): () => void;
}

/** The same executor, with somebody who watches its calls. */
export function watchCalls(executor: Executor, watcher: CallWatcher): Executor {
  return {
    ...wrapCalls(
      executor,
      (call, shard, operation) => new WatchedCall(call, watcher, shard, operation),
    ),
    async supervise(shards, operation, supervisor) {
      const part = { ...operation, partOf: shards };
      const ends: (() => void)[] = [];
      try {
        for (const shard of shards) ends.push(watcher.begin(shard, part));
        return await executor.supervise(shards, operation, supervisor);
      } finally {
        for (const end of ends) end();
      }
    },
  };
}

class WatchedCall extends WrappedCall {
  private begun = false;

  constructor(
    target: PromiseLike<unknown>,
    private readonly watcher: CallWatcher,
    private readonly shard: number,
    private readonly operation: Operation,
  ) {
    super(target);
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    // However many listeners there are, Prisma runs the call once.
    if (this.begun) return this.target.then(onFulfilled, onRejected);
    let end: () => void;
    try {
      end = this.watcher.begin(this.shard, this.operation);
    } catch (error) {
      return Promise.reject(error).then(onFulfilled, onRejected);
    }
    this.begun = true;
    return this.target.then(
      (value) => {
        end();
        // Sound: without a listener the value itself is what comes next.
        return onFulfilled ? onFulfilled(value) : (value as A);
      },
      (error: unknown) => {
        end();
        if (onRejected) return onRejected(error);
        throw error;
      },
    );
  }

  around(related: PromiseLike<unknown>): WrappedCall {
    return new WatchedCall(related, this.watcher, this.shard, this.operation);
  }

  override requestTransaction(batch: unknown): PromiseLike<unknown> {
    const end = this.watcher.begin(this.shard, this.operation);
    const member = super.requestTransaction(batch);
    member.then(end, end);
    return member;
  }
}
