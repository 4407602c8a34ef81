import type { Clock } from '../clock/clock.js';
import { ShardDeadlineError } from '../errors/execution-errors.js';
import type { CallWatcher } from './watch-calls.js';

/** Gives up on a shard that has not answered in time. What it was asked may still happen there. */
export function callDeadline(
  ms: number,
  clock: Clock,
  shards: readonly { readonly name: string }[],
): CallWatcher {
  return {
    around: (shard, operation, start) =>
      new Promise((resolve, reject) => {
        const cancel = clock.after(ms, () =>
          reject(new ShardDeadlineError(shards[shard]?.name ?? '', ms, operation)),
        );
        start().then(
          (answer) => {
            cancel();
            resolve(answer);
          },
          (error: unknown) => {
            cancel();
            reject(error);
          },
        );
      }),
  };
}
