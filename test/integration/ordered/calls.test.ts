import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GeneratedShards, Loose } from '../../support/generated-shards.js';
import { runSql, startOrdered } from './support/ordered-shards.js';

const TIMEOUT = 120_000;

let shards: GeneratedShards;
const opened: Loose[] = [];

beforeAll(async () => {
  shards = await startOrdered('ordered-calls');
}, TIMEOUT);
beforeEach(() => shards.reset());
afterAll(async () => {
  for (const client of opened) await client.$disconnect();
  await shards.stop();
});

/** A client that remembers nothing of the databases. */
function newClient(client: object = {}): Loose {
  const urls = Object.fromEntries(shards.names.map((name, i) => [name, shards.urls[i]]));
  const made: Loose = shards.createClient({ shards: urls, client });
  opened.push(made);
  return made;
}

/** One customer on each shard at least, with one order each. */
async function load(client: Loose, orders: readonly Loose[] = []): Promise<void> {
  const customers = Array.from({ length: 12 }, (_, id) => ({ id, code: `c${11 - id}` }));
  await client.customer.createMany({ data: customers });
  const data = customers.map(({ id }) => ({
    ...{ customerId: id, number: id, count: 0, done: false, phase: 'NEW' },
    ...{ plain: 'x', short: 'a', title: id % 2 === 0 ? 'a' : 'B' },
    ...orders[id],
  }));
  await client.order.createMany({ data });
}

const numbers = (rows: readonly Loose[]): number[] => rows.map(({ number }) => number);
const refused = (call: Promise<unknown>, code: string, message = '') =>
  expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(message) });

describe('what PrismaClient leaves out by its own options', () => {
  test('is compared, and not handed out', async () => {
    const client = newClient({
      omit: { order: { title: true, count: true }, customer: { code: true } },
    });
    await load(client);
    const rows = await client.order.onAllShards().findMany({
      orderBy: [{ title: 'desc' }, { customer: { code: 'asc' } }],
      include: { customer: true },
      take: 7,
    });
    expect(numbers(rows)).toEqual([11, 1, 9, 7, 5, 3, 10]);
    for (const row of rows) {
      expect(Object.keys(row)).not.toContain('title');
      expect(Object.keys(row)).toContain('plain');
      expect(row.customer).toEqual({ id: row.customerId, name: null });
    }
    const [chosen] = await client.order.onAllShards().findMany({
      orderBy: { title: 'desc' },
      omit: { title: false },
      take: 1,
    });
    expect(chosen).toMatchObject({ title: 'B' });
    expect(Object.keys(chosen)).not.toContain('count');
  });
});

describe('a shard is asked', () => {
  const ranks = () =>
    shards.virtual.queries.statements.filter(({ sql }) => /dense_rank/.test(sql)).length;

  test('for texts where rows of different shards have to be compared by them', async () => {
    await load(shards.db);
    const list = (orderBy: Loose) => shards.db['order']?.onAllShards().findMany({ orderBy });
    shards.virtual.queries.clear();
    await list([{ number: 'asc' }, { title: 'asc' }]);
    await list({ plain: 'desc' });
    await shards.db['order']?.onShards(['shard_1']).findMany({ orderBy: { title: 'asc' } });
    expect(ranks()).toBe(0);
    await list([{ count: 'asc' }, { title: 'asc' }]);
    expect(ranks()).toBe(1);
  });

  test('again for the values of an enum when there is a new one', async () => {
    const client = newClient();
    await load(client);
    const change = (from: string, to: string) =>
      runSql(shards.urls, `ALTER TYPE "order status" RENAME VALUE '${from}' TO '${to}'`);
    const list = () => client.order.onAllShards().findMany({ orderBy: { phase: 'desc' }, take: 3 });
    await change('HELD', 'old');
    try {
      await list();
    } finally {
      await change('old', 'HELD');
    }
    for (const [customerId, phase] of [3, 8].map((id) => [id, 'HELD'] as const)) {
      const where = { customerId_number: { customerId, number: customerId } };
      await client.order.update({ where, data: { phase } });
    }
    expect(numbers(await list())).toEqual([3, 8, 0]);
  });
});

describe('is refused', () => {
  const order = (client: Loose = shards.db) => client.order.onAllShards();

  test('where shards sort by different collations', async () => {
    await load(shards.db);
    const alter = (collation: string) =>
      runSql(
        shards.urls.slice(1, 2),
        `ALTER TABLE "order" ALTER COLUMN title TYPE text COLLATE "${collation}"`,
      );
    await alter('C');
    try {
      const call = order(newClient()).findMany({ orderBy: { title: 'asc' } });
      await refused(call, 'SG3043', 'code points (C) on shard_2');
    } finally {
      await alter('und-x-icu');
    }
    await order(newClient()).findMany({ orderBy: { title: 'asc' } });
  });

  test('where shards have an enum in different orders', async () => {
    await load(shards.db);
    const swap = ([from, to]: readonly [string, string]) =>
      runSql(
        shards.urls.slice(0, 1),
        `ALTER TYPE "order status" RENAME VALUE '${from}' TO 'x';
         ALTER TYPE "order status" RENAME VALUE '${to}' TO '${from}';
         ALTER TYPE "order status" RENAME VALUE 'x' TO '${to}'`,
      );
    await swap(['NEW', 'HELD']);
    try {
      const call = order(newClient()).findMany({ orderBy: { phase: 'asc' } });
      await refused(call, 'SG3044', 'Order.phase');
    } finally {
      await swap(['NEW', 'HELD']);
    }
    expect(numbers(await order(newClient()).findMany({ orderBy: { phase: 'asc' } }))).toHaveLength(
      12,
    );
  });

  test('where the call reads something else under the name of what is compared', async () => {
    const counted = { _count: { select: { items: { where: { line: 1 } } } } };
    await refused(
      order().findMany({ orderBy: { items: { _count: 'asc' } }, include: counted }),
      'SG3045',
      '`_count.select.items.where`',
    );
    await refused(
      order().findMany({
        orderBy: { label: { word: 'asc' } },
        include: { label: { where: { id: 1 } } },
      }),
      'SG3045',
      '`label.where`',
    );
  });

  test('where the row of a cursor is on several shards', async () => {
    await runSql(shards.urls, `INSERT INTO "the customers" (id, code) VALUES (1, 'x')`);
    const call = shards.db['customer']?.onAllShards().findMany({ cursor: { id: 1 } });
    await refused(Promise.resolve(call), 'SG3046', 'shard_1 and shard_2 and shard_3 and shard_4');
  });

  test.each<readonly [string, Loose]>([
    ['SG3048', { distinct: 'count', orderBy: { items: { _count: 'asc' } } }],
    ['SG3048', { distinct: 'count', orderBy: { blob: 'asc' } }],
    ['SG3042', { orderBy: { count: 'up' } }],
    ['SG3042', { orderBy: { count: 'asc', title: 'asc' } }],
    ['SG3042', { orderBy: { nothing: 'asc' } }],
    ['SG3042', { orderBy: { title: { sort: 'asc', nulls: 'middle' } } }],
    ['SG3042', { orderBy: { items: { line: 'asc' } } }],
    ['SG3042', { orderBy: null }],
    ['SG3040', { take: null }],
    ['SG3040', { take: '2' }],
    ['SG3040', { cursor: { customerId_number: {}, OR: [] } }],
    ['SG3040', { cursor: { customerId_number: {}, customer: { id: 1 } } }],
    ['SG3011', { include: { items: { cursor: { customerId_number_line: {} } } } }],
  ])('as %s: %j', async (code, args) => {
    const cursor = { customerId_number: { customerId: 1, number: 1 } };
    const given = code === 'SG3048' ? { ...args, cursor } : args;
    await shards.kit.assertNoQueries(() => refused(order().findMany(given), code));
  });

  test('by Prisma itself, in its own words', async () => {
    await refused(order().findFirst({ take: 2 }), 'P2019');
    await refused(order().findFirstOrThrow({ orderBy: { title: 'asc' } }), 'P2025');
  });

  test('where more rows are needed than a call may hold', async () => {
    await load(shards.db);
    const few = (args: Loose) =>
      (shards.db['order'] as Loose).onAllShards({ maxRows: 11 }).findMany(args);
    await refused(few({}), 'SG5013');
    await refused(few({ orderBy: { title: 'asc' } }), 'SG5013');
    expect(await few({ orderBy: { title: 'asc' }, take: 2 })).toHaveLength(2);
    expect(await few({ where: { customerId: { lt: 11 } } })).toHaveLength(11);
  });

  test('where nobody knows whether there is a row', async () => {
    const virtual = shards.virtual.shard('shard_2');
    await virtual.down();
    try {
      const partly = (shards.db['order'] as Loose).onAllShards({ onFailure: 'partial' });
      await refused(partly.findFirstOrThrow({}), 'SG5002', 'shard_2');
      expect(await partly.findFirst({})).toMatchObject({ complete: false, partial: null });
    } finally {
      await virtual.restore();
    }
  });
});
