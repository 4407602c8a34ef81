import { PrismaPg } from '@prisma/adapter-pg';
import { type Contender, NEWEST_FIRST, OLDEST_FIRST, type OrderRow } from '../orders.js';
import { newestFirst, oldestFirst } from './merge-by-hand.js';
import { importPeer } from './peer-packages.js';
import {
  afterPlace,
  GROUPED,
  type PlainClient,
  type PlainClientClass,
  totalOf,
} from './plain-prisma.js';

interface ShardAnswer<T> {
  readonly data: T | null;
  readonly error: Error | null;
}

interface PrismaSharding {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  runAcrossShards<T>(work: (client: PlainClient) => Promise<T>): Promise<ShardAnswer<T>[]>;
}

/** Its `runAcrossShards()`, and a sort in memory, as its manual leaves it to the user. */
export async function prismaSharding(
  PrismaClient: PlainClientClass,
  urls: readonly string[],
): Promise<Contender> {
  const module = await importPeer('prisma-sharding');
  // Sound: the names are those of the package's documentation; a wrong one fails at once.
  const { PrismaSharding } = module as { PrismaSharding: new (config: object) => PrismaSharding };
  const nothing = () => undefined;
  const sharding = new PrismaSharding({
    namespace: 'bench',
    shards: urls.map((url, index) => ({ id: `shard_${index + 1}`, url })),
    createClient: (connectionString: string) =>
      new PrismaClient({ adapter: new PrismaPg({ connectionString }) }),
    // No key is ever looked up here.
    directory: { get: async () => null, claim: async () => null },
    logger: { info: nothing, warn: nothing, error: nothing },
  });
  await sharding.connect();
  const ask = async <T>(work: (client: PlainClient) => Promise<T>): Promise<T[]> => {
    const answers = await sharding.runAcrossShards(work);
    return answers.map(({ data, error }) => {
      if (error !== null || data === null) throw error ?? new Error('no answer');
      return data;
    });
  };
  const sorted = async (
    args: object,
    compare: (a: OrderRow, b: OrderRow) => number,
    take: number,
  ) => {
    const lists = await ask(({ order }) => order.findMany({ ...args, take }));
    return lists.flat().sort(compare).slice(0, take);
  };
  return {
    name: 'prisma-sharding',
    async count() {
      const counts = await ask(({ order }) => order.count());
      return counts.reduce((sum, count) => sum + count, 0);
    },
    top: (rows) => sorted({ orderBy: NEWEST_FIRST }, newestFirst, rows),
    page: (after, rows) =>
      sorted({ where: afterPlace(after), orderBy: OLDEST_FIRST }, oldestFirst, rows),
    async groups() {
      const merged = new Map<number, ReturnType<typeof totalOf>>();
      for (const group of (await ask(({ order }) => order.groupBy(GROUPED))).flat()) {
        const { productId, count, sum } = totalOf(group);
        const known = merged.get(productId);
        merged.set(
          productId,
          known === undefined
            ? { productId, count, sum }
            : { productId, count: known.count + count, sum: known.sum.plus(sum) },
        );
      }
      return [...merged.values()];
    },
    async stream(rows, each) {
      for (const row of await sorted({ orderBy: OLDEST_FIRST }, oldestFirst, rows)) each(row);
    },
    close: () => sharding.disconnect(),
  };
}
