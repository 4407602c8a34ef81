import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Polls until `probe` answers something other than undefined, first often and then less so.
 * Answers undefined when the deadline has passed.
 */
export async function waitUntil<T>(
  timeoutMs: number,
  probe: () => Promise<T | undefined> | T | undefined,
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (let pause = 4; ; pause = Math.min(pause * 1.3, 100)) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    const left = deadline - performance.now();
    if (left <= 0) return undefined;
    await sleep(Math.min(pause, left));
  }
}
