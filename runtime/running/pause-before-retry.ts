import type { Clock } from '../clock/clock.js';
import type { CallScope } from '../executor/call-scope.js';

const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/**
 * Waits before a read is asked again: up to twice as long each time, and a random part of that, so that
 * those who failed together do not come back together. Ends with the call.
 */
export function pauseBeforeRetry(clock: Clock, attempt: number, scope: CallScope): Promise<void> {
  if (scope.ended !== undefined) return Promise.resolve();
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return new Promise((resolve) => {
    const go = () => {
      cancel();
      forget();
      resolve();
    };
    const cancel = clock.after(Math.random() * most, go);
    const forget = scope.onEnd(go);
  });
}
