import { printTable } from '../support/report.js';
import { median, range } from '../support/statistics.js';
import { shopKit } from './shop-kit.js';

const RUNS = 15;

/** Starting, resetting and stopping four virtual shards of the shop, in this process. */
export async function benchShards(): Promise<void> {
  const kit = await shopKit();
  const times = {
    start: [] as number[],
    reset: [] as number[],
    stop: [] as number[],
    separate: [] as number[],
  };
  for (let run = 0; run <= RUNS; run += 1) {
    const begin = performance.now();
    const virtual = await kit.startVirtualShards(4);
    const started = performance.now();
    const data = Array.from({ length: 40 }, (_, index) => ({
      id: index,
      email: `${index}@example.com`,
      name: `user ${index}`,
      createdAt: new Date(0),
    }));
    await virtual.db.user.createMany({ data });
    const written = performance.now();
    await virtual.reset();
    const reset = performance.now();
    await virtual.stop();
    // The first run makes the template.
    if (run === 0) continue;
    times.start.push(started - begin);
    times.reset.push(reset - written);
    times.stop.push(performance.now() - reset);
  }
  for (let run = 0; run < 5; run += 1) {
    const begin = performance.now();
    const virtual = await kit.startVirtualShards({ shards: 4, servers: 'separate' });
    times.separate.push(performance.now() - begin);
    await virtual.stop();
  }
  const row = (what: string, values: readonly number[]) => {
    const [low, high] = range(values);
    return {
      what,
      'median ms': median(values).toFixed(0),
      range: `${low.toFixed(0)} to ${high.toFixed(0)}`,
    };
  };
  printTable('Four virtual shards of 15 models', [
    row('start, databases and client', times.start),
    row('reset, after 40 rows', times.reset),
    row('stop', times.stop),
    row('start with four servers of their own', times.separate),
  ]);
}
