import type { CallScope } from '../../executor/call-scope.js';

/** Why a call ends when its time is over. Every other reason is the error that its caller gets. */
export const DEADLINE = Symbol('deadline');

/** Why a call ends when its caller has an answer. */
export const DONE = Symbol('done');

/** What comes in the place of an answer when a call has ended early. */
export const ENDED = Symbol('ended');

/** Waits for work of a call, but not longer than the call is there. */
export function unlessEnded<T>(scope: CallScope, work: PromiseLike<T>): Promise<T | typeof ENDED> {
  if (scope.ended !== undefined) return Promise.resolve(ENDED);
  return new Promise((resolve, reject) => {
    const forget = scope.onEnd(() => resolve(ENDED));
    work.then(
      (answer) => {
        forget();
        resolve(answer);
      },
      (error: unknown) => {
        forget();
        reject(error);
      },
    );
  });
}
