import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * One call while it runs. The statements that it sends know it, wherever they are sent from, so that they
 * can be cancelled in their databases when the call ends early.
 */
export interface CallScope {
  /** Why it ended before it was done; undefined while it may send statements. */
  readonly ended: { readonly reason: unknown } | undefined;
  /** Whether somebody else keeps to the time of the call. */
  readonly keepsTime: boolean;
  /** Ends it early: what runs is cancelled, and what is sent later is not sent. The first reason counts. */
  end(reason: unknown): void;
  /** Calls `listener` once when it ends early, now if it has; the answer takes that back. */
  onEnd(listener: (reason: unknown) => void): () => void;
  /** Counts bytes that the rows take which a statement of the call has received. */
  received(bytes: number): void;
  /** Says how many bytes have come of a row that is not whole yet: it ends before a row that is too large does. */
  receiving(bytes: number): void;
  /** The call is done: its parent, if it has one, forgets it. */
  done(): void;
}

interface ScopeOptions {
  /** The call that this one is a part of: it ends with it, and its bytes count there too. */
  readonly parent?: CallScope | undefined;
  readonly keepsTime?: boolean;
  /** Another call in which its bytes count. */
  readonly countsFor?: () => CallScope | undefined;
  /** Called with all that the call has received so far. */
  readonly onReceived?: (total: number) => void;
}

const storage = new AsyncLocalStorage<CallScope | undefined>();

/** The call that the code now running belongs to. */
export function currentScope(): CallScope | undefined {
  return storage.getStore();
}

/** Runs what belongs to a call; with `undefined`, what belongs to none, whoever has begun it. */
export function runInScope<T>(scope: CallScope | undefined, work: () => T): T {
  return storage.run(scope, work);
}

export function createCallScope(options: ScopeOptions = {}): CallScope {
  return new Scope(options);
}

class Scope implements CallScope {
  ended: { readonly reason: unknown } | undefined;
  readonly keepsTime: boolean;
  private total = 0;
  private readonly listeners = new Set<(reason: unknown) => void>();
  private readonly leaveParent: () => void;

  constructor(private readonly options: ScopeOptions) {
    this.keepsTime = options.keepsTime ?? false;
    const leave = options.parent?.onEnd((reason) => this.end(reason));
    this.leaveParent = leave ?? (() => undefined);
  }

  end(reason: unknown): void {
    if (this.ended !== undefined) return;
    this.ended = { reason };
    const listeners = [...this.listeners];
    this.listeners.clear();
    for (const listener of listeners) listener(reason);
  }

  onEnd(listener: (reason: unknown) => void): () => void {
    if (this.ended !== undefined) {
      listener(this.ended.reason);
      return () => undefined;
    }
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  received(bytes: number): void {
    this.options.parent?.received(bytes);
    this.options.countsFor?.()?.received(bytes);
    this.total += bytes;
    this.options.onReceived?.(this.total);
  }

  receiving(bytes: number): void {
    this.options.parent?.receiving(bytes);
    this.options.countsFor?.()?.receiving(bytes);
    this.options.onReceived?.(this.total + bytes);
  }

  done(): void {
    this.leaveParent();
  }
}
