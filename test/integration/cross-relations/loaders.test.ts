import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueryLog } from '../../../runtime/testing/index.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import type { Loose } from '../../support/generated-shards.js';
import { type CrossRelations, startCrossRelations } from './support.js';

let world: CrossRelations;
let db: Loose;
let queries: QueryLog;

beforeAll(async () => {
  world = await startCrossRelations('cross-relations-loaders');
  db = world.db;
  queries = world.shards.virtual.queries;
});
afterAll(() => world.stop());
beforeEach(() => world.shards.virtual.reset());

const IDS = Array.from({ length: 40 }, (_, i) => BigInt(i));

const makeProducts = (ids: readonly bigint[]) =>
  db.product.createMany({
    data: ids.map((id) => ({ id, name: `product ${id}`, price: '1.5', meta: { list: [1] } })),
  });

const naming = (ids: readonly (bigint | number | null)[]) =>
  ids.map((productId) => ({ productId }));

const shardOf = (id: bigint): string => db.product.route({ id }).shard;

describe('what is asked', () => {
  test('each different row once, in one query for each shard that has some', async () => {
    await makeProducts(IDS);
    queries.clear();
    const three = IDS.filter((id) => shardOf(id) !== 'shard_2');
    const rows = naming([...three, null, ...three, three[0] ?? 0n]);
    const found = await world.shards.kit.assertScatter(
      () => db.order.loadProduct(rows),
      ['shard_1', 'shard_3', 'shard_4'],
    );
    expect(found.map((row: Loose) => row?.id ?? null)).toEqual(rows.map((row) => row.productId));
    const sent = queries.statements.map(({ shard, model, method, sql }) => ({
      shard,
      call: `${model}.${method}`,
      asked: /IN \(([^)]*)\)/.exec(sql)?.[1]?.split(',').length,
    }));
    expect(sent.sort((a, b) => (a.shard < b.shard ? -1 : 1))).toEqual(
      ['shard_1', 'shard_3', 'shard_4'].map((shard) => ({
        shard,
        call: 'Product.findMany',
        asked: three.filter((id) => shardOf(id) === shard).length,
      })),
    );
  });

  test('nothing, where nothing is named', async () => {
    await world.shards.kit.assertNoQueries(async () => {
      expect(await db.order.loadProduct([])).toEqual([]);
      expect(await db.order.loadProduct(naming([null, null]))).toEqual([null, null]);
      expect(await db.order.loadStore([{ zone: 'EU', storeNumber: null }])).toEqual([null]);
      const long = 'x'.repeat(9);
      expect(await db.order.loadDoc([{ tenantId: null, docKey: long }])).toEqual([null]);
    });
  });

  test('nothing before it is awaited, and then the rows as they are', async () => {
    await makeProducts([1n, 2n]);
    queries.clear();
    const rows = naming([1n]);
    const args = Object.freeze({ select: Object.freeze({ name: true }) });
    const loading = db.order.loadProduct(rows, args);
    await new Promise((done) => setImmediate(done));
    expectNothingSent(queries);
    rows.push({ productId: 2n });
    expect(await loading).toEqual([{ name: 'product 1' }, { name: 'product 2' }]);
    expect(rows).toEqual(naming([1n, 2n]));
  });

  test('10,000 values at a time', async () => {
    const plans = Array.from({ length: 20_001 }, (_, id) => ({ id, name: `plan ${id}` }));
    await db.plan.createMany({ data: plans });
    const docs = Array.from({ length: 5001 }, (_, i) => ({ tenantId: 1, key: `k${i}` }));
    await db.doc.createMany({ data: docs });
    queries.clear();
    const found = await db.order.loadPlan(plans.map(({ name }) => ({ plan_name: name })));
    expect(found.map(({ id }: Loose) => id)).toEqual(plans.map(({ id }) => id));
    // The parts are asked at the same time, so that their order says nothing.
    const sizes = () => queries.statements.map(({ rows }) => rows ?? 0).sort((a, b) => b - a);
    expect(sizes()).toEqual([10_000, 10_000, 1]);
    queries.clear();
    const loaded = await db.order.loadDoc(
      docs.map(({ tenantId, key }) => ({ tenantId, docKey: key })),
    );
    expect(loaded.map(({ key }: Loose) => key)).toEqual(docs.map(({ key }) => key));
    expect(sizes()).toEqual([5000, 1]);
  });
});

describe('what is given', () => {
  test('an object of its own for each row, down to what is in it', async () => {
    await makeProducts([1n]);
    await db.review.create({ data: { productId: 1n, number: 1, stars: 5 } });
    const photo = new Uint8Array([1, 2]);
    await db.product.update({ where: { id: 1n }, data: { photo } });
    const [first, second] = await db.order.loadProduct(naming([1n, 1n]), {
      include: { reviews: true },
    });
    expect(second).toStrictEqual(first);
    first.name = 'changed';
    first.meta.list.push(2);
    first.madeAt.setTime(0);
    first.photo[0] = 9;
    first.reviews[0].stars = 1;
    expect(second).toMatchObject({
      name: 'product 1',
      meta: { list: [1] },
      reviews: [{ stars: 5 }],
    });
    expect(second.madeAt.getTime()).toBeGreaterThan(0);
    expect([...second.photo]).toEqual([1, 2]);
  });

  test('the same for every way to write a value', async () => {
    await makeProducts([1n]);
    const id = 'abcdef00-0000-4000-8000-000000000000';
    await db.device.create({ data: { id, label: 'd' } });
    await db.country.create({ data: { code: 'at', name: 'Austria' } });
    await db.band.create({ data: { amount: '10.5', label: 'b' } });
    await db.period.create({ data: { day: new Date('2024-01-01') } });
    queries.clear();
    expect(await db.order.loadProduct(naming([1, 1n]))).toMatchObject([{ id: 1n }, { id: 1n }]);
    expect(queries.statements).toHaveLength(1);
    expect(await db.order.loadDevice([{ deviceId: id.toUpperCase() }])).toMatchObject([
      { label: 'd' },
    ]);
    const countries = await db.order.loadCountry([{ country: 'at' }, { country: 'at ' }]);
    expect(countries.map((row: Loose) => row?.name)).toEqual(['Austria', 'Austria']);
    // Folded, a key leads to the shard; the row itself is called by exactly its name.
    expect(await db.order.loadCountry([{ country: 'AT' }])).toEqual([null]);
    const bands = await db.order.loadBand([
      { amount: 10.5 },
      { amount: '10.50' },
      { amount: '10.501' },
    ]);
    expect(bands.map((row: Loose) => row?.label ?? null)).toEqual(['b', 'b', null]);
    const days = await db.order.loadPeriod([
      { day: '2024-01-01T00:00:00Z' },
      { day: new Date('2024-01-01') },
    ]);
    expect(days).toEqual([{ day: new Date('2024-01-01'), note: null }, days[0]]);
  });

  test('null for what the columns of the other model cannot hold, unasked', async () => {
    await world.shards.kit.assertNoQueries(async () => {
      const long = { country: 'long' };
      expect(await db.order.loadCountry([long])).toEqual([null]);
    });
  });

  test('null for a row that is gone: no database holds the two together', async () => {
    await makeProducts([1n]);
    await db.order.create({ data: { userId: 1n, id: 1, productId: 1n } });
    const orders = await db.order.findMany({ where: { userId: 1n } });
    expect(await db.order.loadProduct(orders)).toMatchObject([{ id: 1n }]);
    await db.product.delete({ where: { id: 1n } });
    expect(await db.order.loadProduct(orders)).toEqual([null]);
  });

  test('no foreign key stands in any shard but those of ordinary relations', async () => {
    for (const url of world.shards.urls) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(
        `SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint WHERE contype = 'f'`,
      );
      await client.end();
      expect(rows).toEqual([{ from: '"Review"', to: '"Product"' }]);
    }
  });
});

describe('what is refused, before anything is sent', () => {
  const cases: readonly (readonly [string, () => Promise<Loose>, string, RegExp])[] = [
    [
      'rows without the field',
      () => db.order.loadProduct([{ productId: 1n }, { id: 1 }]),
      'SG3031',
      /Order\.loadProduct\(\): `rows\[1\]` has no "productId"/,
    ],
    [
      'rows with one field of two',
      () => db.order.loadStore([{ zone: 'EU' }]),
      'SG3031',
      /`rows\[0\]` has no "storeNumber"/,
    ],
    ['no list', () => db.order.loadProduct({ productId: 1n }), 'SG3031', /`rows` must be a list/],
    ['no rows', () => db.order.loadProduct(), 'SG3031', /`rows` must be a list/],
    ['a list of null', () => db.order.loadProduct([null]), 'SG3031', /`rows\[0\]` must be a row/],
    [
      'a value of another type',
      () => db.order.loadProduct(naming([1n]).concat([{ productId: '1' as Loose }])),
      'SG3032',
      /`rows\[1\]\.productId` is the string "1"\.\n.*a bigint of 64 bits/,
    ],
    [
      'a filter',
      () => db.order.loadProduct(naming([1n]), { where: { name: 'a' } }),
      'SG3033',
      /does not take `where`/,
    ],
    ['a limit', () => db.order.loadProduct(naming([1n]), { take: 1 }), 'SG3033', /`take`/],
    ['other arguments', () => db.order.loadProduct([], true), 'SG3033', /the boolean true/],
    ['null for arguments', () => db.order.loadProduct([], null), 'SG3033', /are null/],
    [
      'a cursor in what is included',
      () => {
        const reviews = { cursor: { productId_number: { productId: 1n, number: 1 } } };
        return db.order.loadProduct(naming([1n, 2n]), { include: { reviews } });
      },
      'SG3011',
      /`cursor`/,
    ],
    [
      'a key of no region',
      () => db.order.loadCountry([{ country: 'xxx' }]),
      'SG3013',
      /Order\.loadCountry\(\): no region of group Country has the shard key "code" = the string "xxx"/,
    ],
  ];

  test.each(cases)('%s', async (_, call, code, message) => {
    await world.shards.kit.assertNoQueries(() =>
      expect(call()).rejects.toMatchObject({ code, message: expect.stringMatching(message) }),
    );
  });

  test('what Prisma refuses, with its own error', async () => {
    for (const args of [
      { select: { nope: true } },
      { select: {} },
      { select: { id: false } },
      { select: { name: true }, include: { reviews: true } },
      { select: { name: true }, omit: { id: true } },
    ]) {
      await expect(db.order.loadProduct(naming([1n]), args)).rejects.toMatchObject({
        name: 'PrismaClientValidationError',
      });
    }
  });
});

test('a shard that fails is named, and no rows are given', async () => {
  await makeProducts(IDS);
  const shard = world.shards.virtual.shard('shard_3');
  await shard.down();
  await expect(db.order.loadProduct(naming(IDS))).rejects.toMatchObject({
    name: 'ScatterError',
    code: 'SG5002',
    message: expect.stringContaining('Order.loadProduct(): 1 of 4 shards failed'),
    failures: [{ shard: 'shard_3', cause: { code: 'SG5001' } }],
  });
  const elsewhere = IDS.filter((id) => shardOf(id) !== 'shard_3');
  expect(await db.order.loadProduct(naming(elsewhere))).toHaveLength(elsewhere.length);
  await shard.restore();
  expect(await db.order.loadProduct(naming(IDS))).toHaveLength(IDS.length);
});
