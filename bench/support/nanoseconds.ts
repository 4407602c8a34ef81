import { median } from './statistics.js';

const BATCH = 20_000;
const BATCHES = 60;

let sink: unknown;

/** What one of many calls takes, at the median of the batches behind the warm-up. */
export function nanoseconds(work: (index: number) => unknown): number {
  const perCall: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const start = process.hrtime.bigint();
    for (let index = 0; index < BATCH; index += 1) sink = work(index);
    perCall.push(Number(process.hrtime.bigint() - start) / BATCH);
  }
  if (sink === undefined) throw new Error('nothing was done');
  return median(perCall.slice(BATCHES / 4));
}
