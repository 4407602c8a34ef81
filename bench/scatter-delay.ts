import { printTable } from './support/report.js';
import { median, range } from './support/statistics.js';
import { generateShop, type ShopClient, shopKit } from './testing-kit/shop-kit.js';

const SHARDS = 16;
const DELAY_MS = 50;
const RUNS = 15;

/** One call over 16 virtual shards, each of which waits 50 ms before it is sent a statement. */
export async function benchScatterDelay(): Promise<void> {
  await generateShop();
  const kit = await shopKit();
  const virtual = await kit.startVirtualShards(SHARDS);
  try {
    const count = (client: ShopClient) => client.user.onAllShards().count();
    // Opens the connections.
    await count(virtual.db);
    const plain = await measure(() => count(virtual.db));
    for (const name of virtual.names) await virtual.shard(name).slow(DELAY_MS);
    const all = await measure(() => count(virtual.db));
    const sums = await measure(async () => {
      for (const name of virtual.names) await virtual.db.user.onShards([name]).count();
    });
    const row = (what: string, values: readonly number[]) => {
      const [low, high] = range(values);
      return {
        what,
        'median ms': median(values).toFixed(1),
        range: `${low.toFixed(1)} to ${high.toFixed(1)}`,
        'ratio to the sum': (median(values) / median(sums)).toFixed(3),
      };
    };
    printTable(`A count over ${SHARDS} virtual shards, each ${DELAY_MS} ms away`, [
      row('all shards in one call', all),
      row('one shard after the other', sums),
      row('all shards, without the delay', plain),
    ]);
  } finally {
    await virtual.stop();
  }
}

async function measure(work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return times;
}
