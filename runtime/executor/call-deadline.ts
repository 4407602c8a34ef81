import type { Clock } from '../clock/clock.js';
import { ShardDeadlineError } from '../errors/execution-errors.js';
import { createCallScope, currentScope, runInScope } from './call-scope.js';
import type { Executor } from './executor.js';
import type { Operation } from './operation.js';
import { WrappedCall, wrapCalls } from './wrapped-call.js';

interface Deadline {
  readonly ms: number;
  readonly clock: Clock;
  readonly shards: readonly { readonly name: string }[];
}

/**
 * The same executor, which gives up on a shard that has not answered in time (SG5004), and cancels there
 * what it was asked. That may have happened all the same. A write of copies is not cancelled: it ends by
 * itself, everywhere or nowhere. A batch transaction has Prisma's own deadline.
 */
export function limitCalls(executor: Executor, deadline: Deadline): Executor {
  return {
    ...wrapCalls(
      executor,
      (call, shard, operation) => new LimitedCall(call, deadline, shard, operation),
    ),
    supervise: (shards, operation, supervisor) =>
      inTime(deadline, supervisor.slowest ?? (() => shards[0] ?? 0), operation, () =>
        executor.supervise(shards, operation, supervisor),
      ),
  };
}

/** `slowest` is asked, when the time is over, which shard was waited for. */
function inTime<T>(
  { ms, clock, shards }: Deadline,
  slowest: () => number,
  operation: Operation,
  work: () => PromiseLike<T>,
  late: (error: Error) => void = () => undefined,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => {
      const error = new ShardDeadlineError(shards[slowest()]?.name ?? '', ms, operation);
      reject(error);
      late(error);
    });
    work().then(
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

  private async inTime(): Promise<unknown> {
    const parent = currentScope();
    if (parent?.keepsTime === true) return this.target.then();
    const scope = createCallScope({ parent });
    try {
      // The target is asked inside: so its statements know whose they are.
      return await inTime(
        this.deadline,
        () => this.shard,
        this.operation,
        () => runInScope(scope, () => this.target.then()),
        (error) => scope.end(error),
      );
    } finally {
      scope.done();
    }
  }
}
