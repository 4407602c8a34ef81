import type { Clock } from '../clock/clock.js';
import { answerTooLate } from '../errors/move-errors.js';
import type { Executor } from '../executor/executor.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { Operation } from '../executor/operation.js';
import { WrappedCall, wrapCalls } from '../executor/wrapped-call.js';
import { ENTRY_LIFETIME_MS } from './entry-cache.js';
import type { MoveLog } from './move/move-log.js';

/** The shard itself refuses rows of a key that was moved. */
const CERTAIN: ReadonlySet<ModelMethod> = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'upsert',
]);
const AN_HOUR_MS = 3_600_000;
/** The part of an entry's lifetime that answers have; the rest is for the directory's answer before the call. */
const LATE = 5 / 6;

interface Doubts {
  readonly log: Pick<MoveLog, 'anyWithin'>;
  readonly clock: Clock;
  readonly lifetimeMs?: number | undefined;
  /** Name of the model's group when it has a directory. */
  readonly groupOf: (model: string) => string | undefined;
}

/**
 * The same executor, which does not believe an answer that came nearly an entry's lifetime after its call was
 * routed: the rows of a key stay on the shard from which it was moved for that long and no longer. Where nothing
 * was moved the answer is right; else the call fails by name (SG3434).
 */
export function doubtLateAnswers(executor: Executor, doubts: Doubts): Executor {
  return wrapCalls(executor, (call, _shard, operation) => {
    const group = doubts.groupOf(operation.model);
    const isCertain = CERTAIN.has(operation.method) || operation.partOf !== undefined;
    return group === undefined || isCertain
      ? new BelievedCall(call)
      : new DoubtedCall(
          call,
          doubts,
          group,
          operation,
          operation.askedAt ?? doubts.clock.elapsed(),
        );
  });
}

/**
 * Of a model that is not looked up, of a row that is made, which only happens where its key lives, or a part of a read
 * of several shards, which is judged as a whole (see `whenSettled`).
 */
class BelievedCall extends WrappedCall {
  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.target.then(onFulfilled, onRejected);
  }

  around(related: PromiseLike<unknown>): WrappedCall {
    return new BelievedCall(related);
  }
}

class DoubtedCall extends WrappedCall {
  private answer: Promise<unknown> | undefined;

  constructor(
    target: PromiseLike<unknown>,
    private readonly doubts: Doubts,
    private readonly group: string,
    private readonly operation: Operation,
    private readonly routedAt: number,
  ) {
    super(target);
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    this.answer ??= this.believed();
    return this.answer.then(onFulfilled, onRejected);
  }

  around(related: PromiseLike<unknown>): WrappedCall {
    const { doubts, group, operation, routedAt } = this;
    return new DoubtedCall(related, doubts, group, operation, routedAt);
  }

  /** Calls `then` at once: Prisma reads the arguments there, before the caller can change them. */
  private believed(): Promise<unknown> {
    return Promise.resolve(
      this.target.then(
        async (answer) => {
          await this.doubt(undefined);
          return answer;
        },
        async (error: unknown) => {
          // A row that is not found may have been moved.
          await this.doubt(error);
          throw error;
        },
      ),
    );
  }

  private async doubt(cause: unknown): Promise<void> {
    const { clock, lifetimeMs = ENTRY_LIFETIME_MS, log } = this.doubts;
    const age = clock.elapsed() - this.routedAt;
    if (age >= 0 && age < lifetimeMs * LATE) return;
    // Below zero when somebody set the clock back: then nobody knows how long it took.
    const took = age < 0 ? AN_HOUR_MS : age;
    const { model, method } = this.operation;
    if (!(await log.anyWithin(this.group, took))) return;
    throw answerTooLate({ model, method }, cause);
  }
}
