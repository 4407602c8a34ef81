import type { Clock } from '../clock/clock.js';
import { ShardDeadlineError } from '../errors/execution-errors.js';
import type { Executor } from './executor.js';
import type { Operation } from './operation.js';
import { WrappedCall, wrapCalls } from './wrapped-call.js';

interface Deadline {
  readonly ms: number;
  readonly clock: Clock;
  readonly shards: readonly { readonly name: string }[];
}

/**
 * The same executor, which gives up on a shard that has not answered in time (SG5004). What the shard
 * was asked may still happen there. A batch transaction has Prisma's own deadline.
 */
export function limitCalls(executor: Executor, deadline: Deadline): Executor {
  return wrapCalls(
    executor,
    (call, shard, operation) => new LimitedCall(call, deadline, shard, operation),
  );
}

class LimitedCall extends WrappedCall {
  private answer: Promise<unknown> | undefined;

  constructor(
    target: PromiseLike<unknown>,
    private readonly deadline: Deadline,
    private readonly shard: number,
    private readonly operation: Operation,
  ) {
    super(target);
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.answer ??= this.inTime();
    return this.answer.then(onFulfilled, onRejected);
  }

  around(related: PromiseLike<unknown>): WrappedCall {
    return new LimitedCall(related, this.deadline, this.shard, this.operation);
  }

  private inTime(): Promise<unknown> {
    const { ms, clock, shards } = this.deadline;
    return new Promise((resolve, reject) => {
      const cancel = clock.after(ms, () =>
        reject(new ShardDeadlineError(shards[this.shard]?.name ?? '', ms, this.operation)),
      );
      this.target.then(
        (answer) => {
          cancel();
          resolve(answer);
        },
        (error: unknown) => {
          cancel();
          reject(error);
        },
      );
    });
  }
}
