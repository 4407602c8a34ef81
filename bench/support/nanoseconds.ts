import { median } from './statistics.js';

const BATCH = 20_000;
const BATCHES = 60;

let sink: unknown;

/** The median of batches of one call, which gets a number that counts on. */
export function nanoseconds(call: (index: number) => unknown): number {
  const perCall: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const start = process.hrtime.bigint();
    for (let index = 0; index < BATCH; index += 1) sink = call(index);
    perCall.push(Number(process.hrtime.bigint() - start) / BATCH);
  }
  if (sink === undefined) throw new Error('nothing was done');
  // the first ones ran while the compiler was still at work
  return median(perCall.slice(BATCHES / 4));
}

/** 5000 values, counted from 1. */
export function numbers<Value>(make: (index: number) => Value): Value[] {
  return Array.from({ length: 5000 }, (_, index) => make(index + 1));
}
