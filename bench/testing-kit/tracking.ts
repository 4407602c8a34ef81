import { paired } from '../support/paired.js';
import { printTable } from '../support/report.js';
import { range } from '../support/statistics.js';
import { loadShop, shopKit } from './shop-kit.js';

const USERS = 200;

/** A point read through the client of virtual shards, against the same client without the kit. */
export async function benchTracking(rounds = 8): Promise<void> {
  const createShards = await loadShop();
  const virtual = await (await shopKit()).startVirtualShards(4);
  const shards = Object.fromEntries(virtual.names.map((name) => [name, virtual.shard(name).url]));
  const plain = createShards({ shards });
  try {
    const data = Array.from({ length: USERS }, (_, index) => ({
      id: index,
      email: `${index}@example.com`,
      name: `user ${index}`,
      createdAt: new Date(0),
    }));
    await plain.user.createMany({ data });
    const where = (index: number) => ({ where: { id: index % USERS } });
    const result = await paired(
      rounds,
      1500,
      (index) => virtual.db.user.findUnique(where(index)),
      (index) => plain.user.findUnique(where(index)),
    );
    const [low, high] = range(result.ratios);
    printTable('Query tracking, point reads', [
      {
        call: 'findUnique',
        'tracked, median µs': result.own.toFixed(1),
        'not tracked, median µs': result.peer.toFixed(1),
        ratio: (result.own / result.peer).toFixed(3),
        'ratio per round': `${low.toFixed(3)} to ${high.toFixed(3)}`,
      },
    ]);
  } finally {
    await plain.$disconnect();
    await virtual.stop();
  }
}
