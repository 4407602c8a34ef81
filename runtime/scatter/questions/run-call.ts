import type { Call } from '../../errors/call.js';
import { callTooLate, tooManyBytes } from '../../errors/scatter-errors.js';
import { createCallScope } from '../../executor/call-scope.js';
import { onAbort } from '../../executor/on-abort.js';
import { createTurns } from '../../running/turns.js';
import type { ShardRuntime } from '../../shard-runtime.js';
import type { CallOptions } from '../options/call-options.js';
import { DEADLINE, DONE } from './ended.js';
import { AskAgain, createRunningCall, type RunningCall } from './running-call.js';

interface CallToRun<T> {
  readonly runtime: ShardRuntime;
  readonly call: Call;
  readonly options: CallOptions;
  /** Whether what came of the call has to be said, however it ends. */
  readonly writes: boolean;
  /** Runs the call; again without the shards that failed, where it asks for a partial answer. */
  readonly work: (running: RunningCall, cancel: (reason: unknown) => void) => Promise<T>;
}

/**
 * Runs a call until it is done, its time is over, its signal says so, or it takes too much. The caller then
 * waits no longer, and what runs in the databases is cancelled.
 *
 * @throws ShardgenError SG5014, SG5016; the reason of the signal; and what `work` throws.
 */
export function runCall<T>({ call, options, runtime, work, writes }: CallToRun<T>): Promise<T> {
  const { deadlineMs, maxBytes, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) throw signal.reason;
    const scope = createCallScope({
      keepsTime: deadlineMs !== undefined,
      onReceived(total) {
        if (total > maxBytes) scope.end(tooManyBytes(call, maxBytes));
      },
    });
    const asker = { runtime, call, options, scope, turns: createTurns() };
    const running = createRunningCall(asker);
    scope.onEnd((reason) => {
      // Questions that are under way end now, and the call says what came of them, and of what was written.
      if (running.wrote || (running.asking > 0 && (writes || reason === DEADLINE))) return;
      reject(reason === DEADLINE ? callTooLate(call, deadlineMs ?? 0) : reason);
    });
    const forget = signal && onAbort(signal, () => scope.end(signal.reason));
    const stop =
      deadlineMs === undefined
        ? undefined
        : runtime.running.clock.after(deadlineMs, () => scope.end(DEADLINE));
    beginUntilWhole(running, () => work(running, (reason) => scope.end(reason)))
      .then(resolve, reject)
      .finally(() => {
        stop?.();
        forget?.();
        // Some shards may still be asked what nobody has to know any more.
        scope.end(DONE);
      });
  });
}

async function beginUntilWhole<T>(running: RunningCall, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      // Each time there is one shard less to ask.
      if (!(error instanceof AskAgain)) throw error;
      running.about([]);
    }
  }
}
