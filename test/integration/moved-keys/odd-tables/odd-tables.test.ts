import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../../support/generated-shards.js';
import { LIFETIME_MS, run } from '../support.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  shards = await startGeneratedShards(
    'moved-keys-odd-tables',
    SCHEMA,
    {},
    { entryLifetimeMs: LIFETIME_MS },
  );
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const everywhere = async (sql: string) => {
  for (const url of shards.urls) await run(url, sql);
};

async function moveAway(key: object): Promise<string> {
  const { shard } = await db.shop.route(key);
  const to = shards.names.find((name) => name !== shard) ?? '';
  await db.$directory.move('Shop', key, to);
  return to;
}

test('a loader makes no entry for a key that has none', async () => {
  await db.order.create({ data: { id: 1n, shopCountry: 'AT', shopCode: 'none' } });
  const orders = await db.order.findMany({ where: { id: 1n } });
  expect(await db.order.loadShop(orders)).toEqual([null]);
  expect((await db.shop.route({ country: 'AT', code: 'none' })).placed).toBe(false);
});

test('rows can be changed after a move where the columns of the key have different collations', async () => {
  await everywhere(
    `ALTER TABLE "Item" ALTER COLUMN code TYPE text COLLATE "C", ALTER COLUMN country TYPE char(3) COLLATE "en-x-icu"`,
  );
  const key = { country: 'AT', code: 'a' };
  await db.shop.create({ data: { ...key, items: { create: [{ id: 1 }] } } });
  await moveAway(key);
  await db.item.update({ where: { country_code_id: { ...key, id: 1 } }, data: { label: 'new' } });
  expect(await db.item.findMany({ where: key })).toMatchObject([{ label: 'new' }]);
});

test('blanks at the end of a char(n) are no part of a key', async () => {
  const key = { country: 'A ', code: 'a ' };
  await db.shop.create({ data: { ...key, items: { create: [{ id: 1 }] } } });
  const before = await db.item.onAllShards().findMany();
  const to = await moveAway(key);
  expect(await db.item.onAllShards().findMany()).toEqual(before);
  expect(await db.item.onShard(to).findMany()).toEqual(before);
});

test('tables may be partitioned, and have columns that the database alone fills', async () => {
  await everywhere(`DROP TABLE "Item";
    CREATE TABLE "Item" (
      country char(3) NOT NULL, code text NOT NULL, id integer NOT NULL, label text NOT NULL DEFAULT '',
      upper text GENERATED ALWAYS AS (upper(label)) STORED, counted bigint GENERATED ALWAYS AS IDENTITY,
      PRIMARY KEY (country, code, id), FOREIGN KEY (country, code) REFERENCES "Shop" (country, code)
    ) PARTITION BY HASH (id);
    CREATE TABLE item_0 PARTITION OF "Item" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
    CREATE TABLE item_1 PARTITION OF "Item" FOR VALUES WITH (MODULUS 2, REMAINDER 1)`);
  const key = { country: 'AT', code: 'a' };
  await db.shop.create({
    data: { ...key, items: { create: [1, 2, 3, 4].map((id) => ({ id, label: `l${id}` })) } },
  });
  const from = (await db.shop.route(key)).shard;
  const read = (shard: string) =>
    run(shards.virtual.shard(shard).url, 'SELECT * FROM "Item" ORDER BY id');
  const before = await read(from);
  const to = await moveAway(key);
  expect(await read(to)).toEqual(before);
  expect(await read(from)).toEqual([]);
  await db.item.update({ where: { country_code_id: { ...key, id: 1 } }, data: { label: 'new' } });
  await db.item.create({ data: { ...key, id: 9 } });
  expect((await read(to)).map(({ counted }) => counted)).toEqual(['1', '2', '3', '4', '5']);
});

test('what a key under move has twice counts once, whatever the filter is made of', async () => {
  const key = { country: 'AT', code: 'a' };
  await db.shop.create({ data: { ...key, items: { create: [{ id: 1 }] } } });
  const { shard } = await db.shop.route(key);
  const to = shards.names.find((name) => name !== shard) ?? '';
  const stop = shards.virtual.failPoints.stopAt('moveKey', 3);
  const move = db.$directory.move('Shop', key, to);
  await stop.reached;
  const { Prisma } = shards;
  const filters: readonly Loose[] = [
    {},
    { toJSON: () => ({ id: 1 }) },
    { toJSON: () => ({ OR: [] }) },
    { AND: { toJSON: () => ({ id: 1 }) } },
    { AND: [] },
    { AND: Prisma.skip, id: 1 },
    { AND: [{ OR: [] }] },
    { OR: [] },
    { OR: Prisma.skip },
    { NOT: [] },
    Prisma.skip,
  ];
  await shards.oracle['shop']?.create({ data: { ...key, items: { create: [{ id: 1 }] } } });
  for (const where of filters) {
    const expected = await shards.oracle['item']?.findMany({ where });
    expect(await db.item.onAllShards().findMany({ where })).toEqual(expected);
    expect(await db.item.onAllShards().count({ where })).toBe(expected.length);
  }
  stop.goOn();
  await move;
});
