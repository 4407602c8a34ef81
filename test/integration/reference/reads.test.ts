import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('reference-reads', schema);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.reset();
  await db.country.createMany({ data: ['DE', 'FR'].map((code) => ({ code, name: code })) });
  await db.user.create({ data: { id: 1n, name: 'a', homeId: 'DE' } });
});

const statements = () => shards.virtual.queries.statements;

describe('a read of a reference model', () => {
  test('asks one shard, and the next one the next time', async () => {
    const before = statements().length;
    for (let i = 0; i < 8; i++) await db.country.findMany();
    const shardsAsked = statements()
      .slice(before)
      .map(({ shard }) => shard);
    expect(shardsAsked).toHaveLength(8);
    expect(new Set(shardsAsked).size).toBe(4);
  });

  test('of a named shard asks that one', async () => {
    await shards.kit.assertQueriesOnShard('shard_2', () => db.country.onShard('shard_2').count());
    expect(() => db.country.onShard('shard_9')).toThrow('SG3009');
  });

  test('inside of a relation asks the shard of the row', async () => {
    const { shard } = db.user.route({ id: 1n });
    await shards.kit.assertQueriesOnShard(shard, () =>
      db.user.findUnique({ where: { id: 1n }, include: { home: { include: { tags: true } } } }),
    );
  });

  test('goes on with another shard where one is down, and asks it last for some seconds', async () => {
    for (const name of ['shard_1', 'shard_3']) await shards.virtual.shard(name).down();
    for (let i = 0; i < 8; i++) expect(await db.country.count()).toBe(2);
    for (const name of ['shard_2', 'shard_4']) await shards.virtual.shard(name).down();
    const error: Loose = await db.country.count().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'SG3704' });
    expect(error.failures.map(({ shard }: Loose) => shard).sort()).toEqual(shards.names);
    await shards.virtual.shard('shard_3').restore();
    expect(await db.country.count()).toBe(2);
    await expect(db.country.onShard('shard_2').count()).rejects.toMatchObject({ code: 'SG5001' });
    for (const name of shards.names) await shards.virtual.shard(name).restore();
  });

  test('says where the rows are', () => {
    expect(db.country.route()).toMatchObject({ kind: 'copies', shards: shards.names, key: {} });
  });

  test('does not exist on all shards: rows would repeat', () => {
    expect(db.country.onAllShards).toBeUndefined();
    expect(db.country.onShards).toBeUndefined();
  });
});

describe('a write with a shard down', () => {
  test('names it, and writes nothing', async () => {
    await shards.virtual.shard('shard_2').down();
    await expect(db.country.create({ data: { code: 'IT', name: 'IT' } })).rejects.toMatchObject({
      code: 'SG5001',
      shard: 'shard_2',
    });
    await shards.virtual.shard('shard_2').restore();
    await shards.virtual.shard('shard_1').down();
    await expect(db.country.create({ data: { code: 'IT', name: 'IT' } })).rejects.toMatchObject({
      code: 'SG5001',
      shard: 'shard_1',
    });
    await shards.virtual.shard('shard_1').restore();
    for (const name of shards.names) expect(await db.country.onShard(name).count()).toBe(2);
    await db.country.create({ data: { code: 'IT', name: 'IT' } });
  });
});

/** Each asks one shard for rows that are on several. */
const CROSSING: Readonly<Record<string, () => PromiseLike<unknown>>> = {
  'a filter': () => db.country.findMany({ where: { orders: { some: { total: { gt: 1 } } } } }),
  'a filter under OR': () => db.country.findFirst({ where: { OR: [{ users: { none: {} } }] } }),
  'a filter of a relation': () =>
    db.continent.findMany({ where: { countries: { some: { NOT: { users: { every: {} } } } } } }),
  'a selector': () => db.country.findUnique({ where: { code: 'DE', depots: { some: {} } } }),
  'an include': () => db.country.findMany({ include: { orders: true } }),
  'an include of a relation': () =>
    db.continent.findMany({ include: { countries: { select: { settings: true } } } }),
  'a count': () => db.country.findMany({ select: { _count: { select: { users: true } } } }),
  'a count of all': () => db.country.findMany({ include: { _count: true } }),
  'an order': () =>
    db.country.findMany({ orderBy: [{ code: 'asc' }, { orders: { _count: 'asc' } }] }),
  'an aggregate': () => db.country.count({ where: { users: { some: {} } } }),
  'a cursor': () => db.country.findMany({ cursor: { code: 'DE', users: { none: {} } } }),
  'a fluent step': () => db.country.findUnique({ where: { code: 'DE' } }).orders(),
  'a filter of a sharded model': () =>
    db.user.findMany({ where: { id: 1n, home: { orders: { some: {} } } } }),
  'a filter by is': () =>
    db.user.findMany({ where: { id: 1n, home: { is: { users: { some: {} } } } } }),
  'an include of a sharded model': () =>
    db.user.findUnique({ where: { id: 1n }, include: { home: { include: { users: true } } } }),
  'an order of a sharded model': () =>
    db.user.findMany({ where: { id: 1n }, orderBy: { home: { orders: { _count: 'asc' } } } }),
  'a count of a sharded model': () =>
    db.user.findMany({ where: { id: 1n }, select: { home: { select: { _count: true } } } }),
  'a filter of a count': () =>
    db.user.findMany({
      where: { id: 1n },
      select: { _count: { select: { orders: { where: { to: { users: { some: {} } } } } } } },
    }),
  'a fluent step of a sharded model': () =>
    db.user
      .findUnique({ where: { id: 1n } })
      .home()
      .orders(),
  'a fluent step with arguments': () =>
    db.user.findUnique({ where: { id: 1n } }).home({ include: { orders: true } }),
  'a read of all shards': () =>
    db.user.onAllShards().count({ where: { home: { users: { some: {} } } } }),
  'a read of a named shard': () =>
    db.user.onShard('shard_1').findMany({ include: { home: { include: { users: true } } } }),
  'the projection of a write': () =>
    db.user.update({
      where: { id: 1n },
      data: { name: 'b' },
      select: { home: { select: { users: true } } },
    }),
  'a filter of a write': () =>
    db.user.updateMany({ where: { id: 1n, home: { users: { some: {} } } }, data: { name: 'b' } }),
  'a filter of a nested write': () =>
    db.user.update({
      where: { id: 1n },
      data: { orders: { deleteMany: { to: { users: { some: {} } } } } },
    }),
  'a read of a global model': () =>
    db.setting.findMany({ where: { country: { users: { some: {} } } } }),
  'a nested write': () =>
    db.country.update({ where: { code: 'DE' }, data: { users: { connect: { id: 1n } } } }),
  'a nested create': () =>
    db.country.create({ data: { code: 'IT', name: 'IT', settings: { create: { key: 'k' } } } }),
};

describe('a call that one shard cannot answer for all is refused by name', () => {
  for (const [title, call] of Object.entries(CROSSING)) {
    test(title, async () => {
      const before = statements().length;
      await expect(Promise.resolve(call())).rejects.toMatchObject({ code: 'SG3701' });
      expect(statements().length).toBe(before);
    });
  }
});

const to = { connect: { code: 'DE' } };

/** Each would change the copy of one shard. */
const ONE_COPY: Readonly<Record<string, () => PromiseLike<unknown>>> = {
  create: () =>
    db.user.create({ data: { id: 2n, name: 'b', home: { create: { code: 'X', name: 'X' } } } }),
  connectOrCreate: () =>
    db.user.create({
      data: {
        id: 2n,
        name: 'b',
        home: { connectOrCreate: { where: { code: 'X' }, create: { code: 'X', name: 'X' } } },
      },
    }),
  update: () => db.user.update({ where: { id: 1n }, data: { home: { update: { name: 'x' } } } }),
  upsert: () =>
    db.user.update({
      where: { id: 1n },
      data: { home: { upsert: { create: { code: 'X', name: 'X' }, update: { name: 'x' } } } },
    }),
  delete: () => db.user.update({ where: { id: 1n }, data: { home: { delete: true } } }),
  'a create two steps down': () =>
    db.user.create({
      data: {
        id: 2n,
        name: 'b',
        orders: { create: { id: 1n, total: 1, to: { create: { code: 'X', name: 'X' } } } },
      },
    }),
  'an update two steps down': () =>
    db.user.update({
      where: { id: 1n },
      data: {
        orders: {
          update: {
            where: { userId_id: { userId: 1n, id: 1n } },
            data: { to: { update: { name: 'x' } } },
          },
        },
      },
    }),
  'an upsert of the call': () =>
    db.user.upsert({
      where: { id: 1n },
      create: { id: 1n, name: 'a' },
      update: { home: { update: { name: 'x' } } },
    }),
  'of a global model': () =>
    db.setting.create({ data: { key: 'k', country: { create: { code: 'X', name: 'X' } } } }),
};

describe('a nested write of one copy is refused by name', () => {
  for (const [title, call] of Object.entries(ONE_COPY)) {
    test(title, async () => {
      const before = statements().length;
      await expect(Promise.resolve(call())).rejects.toMatchObject({ code: 'SG3702' });
      expect(statements().length).toBe(before);
    });
  }
});

test('a sharded or global row is linked to a copy, and unlinked', async () => {
  await db.user.update({ where: { id: 1n }, data: { home: { disconnect: true } } });
  await db.user.update({
    where: { id: 1n },
    data: { home: { connect: { code: 'FR' } }, orders: { create: { id: 1n, total: 1, to } } },
  });
  await db.depot.create({ data: { id: 1, country: to } });
  await db.depot.create({ data: { id: 2, countryCode: 'FR' } });
  await db.setting.create({ data: { key: 'k', country: to } });
  expect(
    await db.user.findUnique({
      where: { id: 1n },
      include: { home: true, orders: { include: { to: true } } },
    }),
  ).toMatchObject({ home: { name: 'FR' }, orders: [{ to: { name: 'DE' } }] });
  expect(
    await db.depot.findMany({ where: { countryCode: 'DE' }, include: { country: true } }),
  ).toMatchObject([{ id: 1, country: { name: 'DE' } }]);
  await expect(
    db.depot.update({
      where: { countryCode_id: { countryCode: 'DE', id: 1 } },
      data: { country: { connect: { code: 'FR' } } },
    }),
  ).rejects.toMatchObject({ code: 'SG3005' });
  await expect(
    db.country.update({ where: { code: 'DE' }, data: { code: 'DD' } }),
  ).rejects.toMatchObject({ code: 'P2003' });
});

describe('what an object says of itself by `toJSON`, Prisma reads, and so does the guard', () => {
  const said = (value: unknown) => ({ toJSON: () => value });
  const some = { orders: { some: {} } };
  const made = { code: 'IT', name: 'IT' };

  test.each<[string, () => Promise<unknown>]>([
    ['where', () => db.country.findMany({ where: said(some) })],
    ['where.AND[0]', () => db.country.findMany({ where: { AND: [said(some)] } })],
    ['where.home', () => db.user.findMany({ where: { id: 1n, home: said(some) } })],
    ['where.home.is', () => db.user.onAllShards().count({ where: { home: { is: said(some) } } })],
    ['orderBy', () => db.country.findMany({ orderBy: said({ orders: { _count: 'asc' } }) })],
  ])('in `%s`', async (_, call) => {
    await expect(call()).rejects.toMatchObject({ code: 'SG3701' });
  });

  test('in a write of one copy', async () => {
    for (const data of [
      said({ key: 'a', country: { create: made } }),
      { key: 'a', country: said({ create: made }) },
    ]) {
      await expect(db.setting.create({ data })).rejects.toMatchObject({ code: 'SG3702' });
    }
    expect((await db.$referenceModels.check()).equal).toBe(true);
  });
});
