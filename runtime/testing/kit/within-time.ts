import { systemClock } from '../../clock/clock.js';

/** What `work` answers; when it does not settle within `ms` of real time, what `late` throws. */
export async function withinTime<T>(
  ms: number,
  work: () => T | PromiseLike<T>,
  late: () => Error,
): Promise<T> {
  let cancel: () => void = () => undefined;
  const alarm = new Promise<never>((_, reject) => {
    cancel = systemClock.after(ms, () => reject(late()));
  });
  try {
    return await Promise.race([Promise.resolve().then(work), alarm]);
  } finally {
    cancel();
  }
}
