import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import type { LooseRepository } from './fixture/repository.js';

let shards: FixtureShards;
let users: LooseRepository;
let orders: LooseRepository;

beforeAll(async () => {
  shards = await startFixtureShards('single-shard');
  users = shards.repository('User');
  orders = shards.repository('Order');
});

afterAll(() => shards.stop());

beforeEach(() => shards.virtual.reset());

/** Where each user row really is, asked without the runtime. */
async function usersByShard(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [i, connectionString] of shards.urls.entries()) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "User" ORDER BY "id"');
    found[`shard_${i + 1}`] = rows.map(({ id }) => id);
    await client.end();
  }
  return found;
}

const shardOf = (id: number) => {
  const route = users.route({ id });
  return route.shard;
};

describe('a routed call', () => {
  test('writes each row to the shard of its key, and only there', async () => {
    for (let id = 0; id < 40; id++) {
      const data = { id: BigInt(id), email: `u${id}` };
      await shards.kit.assertQueriesOnShard(shardOf(id), () => users.call('create', { data }));
    }
    const expected: Record<string, string[]> = {
      shard_1: [],
      shard_2: [],
      shard_3: [],
      shard_4: [],
    };
    for (let id = 0; id < 40; id++) expected[shardOf(id)]?.push(String(id));
    expect(await usersByShard()).toEqual(expected);
    expect(Object.values(expected).every((ids) => ids.length > 0)).toBe(true);
  });

  test('never mixes up shards in concurrent findUnique calls of one tick', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => BigInt(i));
    await users.call('createMany', { data: ids.map((id) => ({ id, email: `u${id}` })) });
    const found = await Promise.all(
      ids.flatMap((id) => [
        users.call('findUnique', { where: { id } }),
        users.call('findUniqueOrThrow', { where: { id }, select: { id: true, email: true } }),
        users.call('findFirst', { where: { id: { equals: id } } }),
      ]),
    );
    expect(found.map((row) => [row.id, row.email])).toEqual(
      ids.flatMap((id) => [0, 1, 2].map(() => [id, `u${id}`])),
    );
  });

  test('runs every method of a delegate on the right rows', async () => {
    await users.call('create', { data: { id: 1n, email: 'a' } });
    const key = { userId: 1n };
    const one = { userId_id: { userId: 1n, id: 1n } };
    const row = (id: bigint, total: number) => ({ userId: 1n, id, total, addressId: null });
    expect(await orders.call('create', { data: { ...key, id: 1n, total: 1 } })).toEqual(row(1n, 1));
    expect(await orders.call('createMany', { data: [{ ...key, id: 2n, total: 2 }] })).toEqual({
      count: 1,
    });
    expect(
      await orders.call('createManyAndReturn', { data: { ...key, id: 3n, total: 3 } }),
    ).toEqual([row(3n, 3)]);
    expect(await orders.call('findUnique', { where: one })).toEqual(row(1n, 1));
    expect(await orders.call('findUniqueOrThrow', { where: one })).toEqual(row(1n, 1));
    expect(await orders.call('findFirst', { where: key, orderBy: { id: 'desc' } })).toEqual(
      row(3n, 3),
    );
    expect(await orders.call('findFirstOrThrow', { where: { ...key, total: 2 } })).toEqual(
      row(2n, 2),
    );
    expect(
      await orders.call('findMany', { where: key, orderBy: { id: 'asc' }, cursor: one, skip: 1 }),
    ).toEqual([row(2n, 2), row(3n, 3)]);
    expect(await orders.call('update', { where: one, data: { total: 10 } })).toEqual(row(1n, 10));
    expect(
      await orders.call('updateMany', {
        where: { ...key, total: { lt: 5 } },
        data: { total: { increment: 1 } },
      }),
    ).toEqual({ count: 2 });
    expect(
      await orders.call('updateManyAndReturn', { where: { ...key, id: 2n }, data: { total: 20 } }),
    ).toEqual([row(2n, 20)]);
    expect(
      await orders.call('upsert', {
        where: one,
        create: { ...key, id: 1n },
        update: { total: 11 },
      }),
    ).toEqual(row(1n, 11));
    expect(await orders.call('count', { where: key })).toBe(3);
    expect(await orders.call('aggregate', { where: key, _sum: { total: true } })).toEqual({
      _sum: { total: 35 },
    });
    expect(
      await orders.call('groupBy', { where: key, by: ['userId'], _max: { total: true } }),
    ).toEqual([{ userId: 1n, _max: { total: 20 } }]);
    expect(await orders.call('delete', { where: one })).toEqual(row(1n, 11));
    expect(await orders.call('deleteMany', { where: key })).toEqual({ count: 2 });
    expect(shards.virtual.queries.shards).toEqual([shardOf(1)]);
  });

  test('keeps nested writes with their parent', async () => {
    const created = await users.call('create', {
      data: {
        id: 7n,
        email: 'g',
        orders: { create: [{ id: 1n, items: { create: { id: 1n, sku: 's' } } }] },
      },
      include: { orders: { include: { items: true } } },
    });
    expect(shards.virtual.queries.shards).toEqual([shardOf(7)]);
    const item = { userId: 7n, orderId: 1n, id: 1n, sku: 's' };
    expect(created.orders).toEqual([
      { userId: 7n, id: 1n, total: 0, addressId: null, items: [item] },
    ]);
    expect(await shards.repository('Item').onShard(shardOf(7)).findMany()).toEqual([item]);
  });

  test('fills in a generated key before routing, and leaves the arguments alone', async () => {
    const accounts = shards.repository('Account');
    const args = { data: { label: 'a', notes: { create: { id: 1, text: 't' } } } };
    const before = structuredClone(args);
    for (let i = 0; i < 12; i++) {
      const { id } = await accounts.call('create', args);
      const read = await accounts.call('findUnique', { where: { id }, include: { notes: true } });
      expect(read).toEqual({ id, label: 'a', notes: [{ accountId: id, id: 1, text: 't' }] });
    }
    expect(args).toEqual(before);
  });

  test('finds a row by every way to write its key', async () => {
    const accounts = shards.repository('Account');
    const { id } = await accounts.call('create', { data: { label: 'a' } });
    expect(await accounts.call('findUnique', { where: { id: id.toUpperCase() } })).toEqual({
      id,
      label: 'a',
    });
    await users.call('create', { data: { id: 5, email: 'e' } });
    expect((await users.call('findUnique', { where: { id: 5n } })).email).toBe('e');
    const places = shards.repository('Place');
    const place = { country: '日本', zip: -5, name: 'x' };
    await places.call('create', { data: place });
    expect(
      await places.call('findMany', { where: { zip: -5, country: { equals: '日本' } } }),
    ).toEqual([place]);
  });
});

describe('the promise of a call', () => {
  test('runs nothing until it is awaited, and once', async () => {
    const promise = users.call('create', { data: { id: 1n, email: 'a' } });
    await new Promise((done) => setImmediate(done));
    expectNothingSent(shards.virtual.queries);
    expect(await users.onAllShards().count()).toBe(0);
    expect(await promise).toEqual(await promise);
    expect(await users.onAllShards().count()).toBe(1);
    expect(Object.prototype.toString.call(promise)).toBe('[object PrismaPromise]');
  });

  test('goes where the key says that Prisma reads when it is awaited', async () => {
    const args = { data: { id: 1n, email: 'a' } };
    const promise = users.call('create', args);
    args.data.id = [2n, 3n, 4n, 5n].find((id) => shardOf(Number(id)) !== shardOf(1)) ?? 0n;
    const { id } = await promise;
    expect(await usersByShard()).toMatchObject({ [shardOf(Number(id))]: [String(id)] });
  });

  test('offers the relations of the row', async () => {
    await users.call('create', {
      data: {
        id: 3n,
        email: 'c',
        orders: {
          create: [
            { id: 1n, total: 1 },
            { id: 2n, total: 2 },
          ],
        },
      },
    });
    const user = users.call('findUnique', { where: { id: 3n } });
    expect(await user['orders']?.({ where: { total: 2 }, select: { id: true } })).toEqual([
      { id: 2n },
    ]);
    const order = orders.call('findUnique', { where: { userId_id: { userId: 3n, id: 1n } } });
    expect(
      await order['user']?.()['orders']?.({ select: { id: true }, orderBy: { id: 'asc' } }),
    ).toEqual([{ id: 1n }, { id: 2n }]);
    expect(users.call('findMany', { where: { id: 3n } })).not.toHaveProperty('orders');
    expect(
      await users
        .onShard(shardOf(3))
        .findUnique({ where: { id: 3n } })
        ['profile']?.(),
    ).toBeNull();
  });

  test('rejects with the named error, also through a relation', async () => {
    const bad = users.call('findUnique', { where: { id: '3' } });
    await expect(bad).rejects.toMatchObject({ code: 'SG3002' });
    await expect(bad['orders']?.()).rejects.toMatchObject({ code: 'SG3002' });
    await expect(bad.finally(() => undefined)).rejects.toMatchObject({ code: 'SG3002' });
    expect(await bad.catch((error: { code: string }) => error.code)).toBe('SG3002');
    expectNothingSent(shards.virtual.queries);
  });

  test("passes Prisma's own errors through unchanged", async () => {
    await users.call('create', { data: { id: 1n, email: 'a' } });
    await expect(users.call('create', { data: { id: 1n, email: 'b' } })).rejects.toMatchObject({
      name: 'PrismaClientKnownRequestError',
      code: 'P2002',
    });
    await expect(users.call('findMany', { where: { id: 1n, nope: 1 } })).rejects.toMatchObject({
      name: 'PrismaClientValidationError',
    });
    await expect(users.call('findUniqueOrThrow', { where: { id: 9n } })).rejects.toMatchObject({
      code: 'P2025',
    });
  });

  test('field references compare columns', async () => {
    await users.call('createMany', { data: [{ id: 1n, email: 'x', name: 'x' }] });
    const where = { id: 1n, email: { equals: users.fields.name } };
    expect(await users.call('count', { where })).toBe(1);
  });
});
