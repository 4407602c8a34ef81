import { type CallScope, createCallScope, currentScope, runInScope } from './call-scope.js';
import type { Executor } from './executor.js';
import type { ModelMethod } from './model-method.js';
import { EndedStatement } from './prisma/ended-statement.js';
import { WrappedCall, wrapCalls } from './wrapped-call.js';

/** Prisma makes one statement of several such calls of one moment. */
const SHARING: ReadonlySet<ModelMethod> = new Set(['findUnique', 'findUniqueOrThrow']);

/**
 * The same executor, whose calls may share a statement: it is cancelled when all have ended that may have a
 * part in it, and not with the call that was the first.
 */
export function shareStatements(executor: Executor): Executor {
  const open = new Map<number, Moment>();
  const momentOf = (shard: number): Moment => {
    const found = open.get(shard) ?? new Moment(() => open.delete(shard));
    open.set(shard, found);
    return found;
  };
  const join: Join = (shard, work) => {
    const own = currentScope();
    // A call that nobody ends opens no moment: its statement is not cancelled anyway.
    if (own === undefined && !open.has(shard)) return work();
    return momentOf(shard).run(own, work);
  };
  const sharing = wrapCalls(executor, (call, shard) => new SharingCall(call, shard, join));
  return {
    ...sharing,
    prepare: (shard, operation) =>
      (SHARING.has(operation.method) ? sharing : executor).prepare(shard, operation),
  };
}

type Join = (shard: number, work: () => PromiseLike<unknown>) => PromiseLike<unknown>;

class SharingCall extends WrappedCall {
  private answer: PromiseLike<unknown> | undefined;

  constructor(
    target: PromiseLike<unknown>,
    private readonly shard: number,
    private readonly join: Join,
  ) {
    super(target);
  }

  // biome-ignore lint/suspicious/noThenProperty: being awaitable is the purpose of this class.
  then<A = unknown, B = never>(
    onFulfilled?: ((value: unknown) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    this.answer ??= this.join(this.shard, () => this.target.then());
    return this.answer.then(onFulfilled, onRejected);
  }

  around(related: PromiseLike<unknown>): WrappedCall {
    return new SharingCall(related, this.shard, this.join);
  }
}

// Taken when this module is loaded: a test that replaces the global timers must not stop the runtime's.
const { setImmediate } = globalThis;

/** The calls of one shard that Prisma may take together. */
class Moment {
  /** Those that wait for an answer; undefined is one that nobody ends. */
  private readonly waiting = new Set<{ readonly own: CallScope | undefined }>();
  private over = false;
  // Whose rows come nobody knows: they count once.
  private readonly scope = createCallScope({ countsFor: () => [...this.waiting][0]?.own });

  constructor(close: () => void) {
    // Prisma sends what it has before this.
    setImmediate(() => {
      close();
      this.over = true;
      this.endIfLeft(undefined);
    });
  }

  /** Calls `work` at once: Prisma reads the arguments there, before the caller can change them. */
  async run(own: CallScope | undefined, work: () => PromiseLike<unknown>): Promise<unknown> {
    if (own?.ended !== undefined) throw new EndedStatement(own.ended.reason);
    const member = { own };
    this.waiting.add(member);
    const leave = (reason: unknown) => {
      this.waiting.delete(member);
      this.endIfLeft(reason);
    };
    const forget = own?.onEnd(leave);
    try {
      return await runInScope(this.scope, work);
    } finally {
      forget?.();
      leave(undefined);
    }
  }

  private endIfLeft(reason: unknown): void {
    if (this.over && this.waiting.size === 0) this.scope.end(reason);
  }
}
