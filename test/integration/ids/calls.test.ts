import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bucketOfId } from '../../../runtime/id-layout/bucket-of-id.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('ids-calls', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** Without types: TypeScript does not know the generated models. */
const client = (): Loose => shards.db;

const bucketOfUser = (id: bigint): number => client().user.route({ id }).bucket;

/** The rows of a user, all of which carry the user's bucket. */
async function expectCarried(userId: bigint, models: readonly string[]): Promise<Loose[]> {
  const bucket = bucketOfUser(userId);
  const found = await Promise.all(
    models.map((model) => client()[model].findMany({ where: { userId }, orderBy: { id: 'asc' } })),
  );
  const rows = found.flat();
  for (const { id } of rows) {
    const generator = typeof id === 'string' ? 'uuid7' : 'snowflake';
    expect(bucketOfId(generator, id, 64)).toBe(bucket);
  }
  return rows;
}

describe('new rows get an id', () => {
  test('at every level of a create', async () => {
    const user = await client().user.create({
      data: {
        name: 'Ada',
        notes: { createMany: { data: [{ text: 'a' }, { text: 'b' }] } },
        orders: {
          create: [
            { status: 'new', items: { create: [{ label: 'x' }, { label: 'y' }] } },
            { status: 'new', items: { createMany: { data: [{ label: 'z' }] } } },
          ],
        },
      },
      include: { notes: true },
    });
    expect(typeof user.id).toBe('bigint');
    for (const note of user.notes) expect(Number.isSafeInteger(Number(note.id))).toBe(true);
    expect(new Set(user.notes.map((note: Loose) => note.id)).size).toBe(2);
    expect(await expectCarried(user.id, ['order', 'item'])).toHaveLength(5);
  });

  test('along with the root of their group', async () => {
    const order = await client().order.create({
      data: { status: 'new', user: { create: { name: 'Ada' } }, items: { create: { label: 'x' } } },
    });
    expect(await client().user.count({ where: { id: order.userId } })).toBe(1);
    expect(await expectCarried(order.userId, ['order', 'item'])).toHaveLength(2);
  });

  test('in connectOrCreate, upsert and update', async () => {
    const data = {
      status: 'new',
      user: { connectOrCreate: { where: { id: 7n }, create: { id: 7n, name: 'Ada' } } },
    };
    const { id } = await client().order.create({ data });
    const by = { where: { id: 7n } };
    const absent = { userId_id: { userId: 7n, id: 1n } };
    await client().user.update({
      ...by,
      data: {
        orders: {
          create: { status: 'created' },
          upsert: { where: absent, create: { status: 'upserted' }, update: {} },
          connectOrCreate: { where: absent, create: { status: 'connected' } },
          update: {
            where: { userId_id: { userId: 7n, id } },
            data: { items: { create: { label: 'deep' } } },
          },
        },
        notes: { create: { text: 'n' } },
      },
    });
    await client().user.upsert({
      ...by,
      create: { id: 7n, name: 'never' },
      update: { orders: { create: { status: 'by upsert' } } },
    });
    await client().user.upsert({
      where: { id: 8n },
      create: { id: 8n, name: 'Bo', orders: { create: { status: 'new' } } },
      update: {},
    });
    expect(await expectCarried(7n, ['order', 'item'])).toHaveLength(6);
    expect(await expectCarried(8n, ['order'])).toHaveLength(1);
    expect(await client().note.count({ where: { userId: 7n } })).toBe(1);
  });

  test('through a relation to one row, in both forms of its update', async () => {
    const order = await client().order.create({
      data: { status: 'new', user: { create: { name: 'Ada' } } },
    });
    const notes = { create: { text: 'n' } };
    for (const update of [
      { notes },
      { data: { notes } },
      { where: { name: 'Ada' }, data: { notes } },
    ]) {
      await client().order.update({ where: { id: order.id }, data: { user: { update } } });
    }
    const all = await client().note.findMany({ where: { userId: order.userId } });
    expect(new Set(all.map(({ id }: Loose) => id)).size).toBe(3);
  });

  test('in lists, each the bucket of its own row', async () => {
    const users = await client().user.createManyAndReturn({
      data: Array.from({ length: 20 }, (_, i) => ({ name: `user ${i}` })),
    });
    expect(new Set(users.map(({ id }: Loose) => id)).size).toBe(20);
    const data = users.flatMap(({ id: userId }: Loose) => [
      { userId, status: 'a' },
      { userId, status: 'b' },
    ]);
    const orders = await client().order.createManyAndReturn({ data });
    expect(orders.map(({ userId, status }: Loose) => ({ userId, status }))).toEqual(data);
    for (const { id: userId } of users) {
      expect(await expectCarried(userId, ['order'])).toHaveLength(2);
    }
    expect(await client().item.createMany({ data: [] })).toEqual({ count: 0 });
  });

  test('of every generator, with keys of text, looked up and global', async () => {
    const document = await client().document.create({
      data: {
        tenant: 'acme',
        title: 't',
        parts: { create: [1, 2].map((size) => ({ tenant: 'acme', size })) },
      },
      include: { parts: true },
    });
    const { bucket } = client().document.route({ tenant: 'acme' });
    expect(bucketOfId('snowflake53', document.id, 4096)).toBe(bucket);
    expect(Number.isSafeInteger(Number(document.id))).toBe(true);
    for (const { id } of document.parts) expect(bucketOfId('uuid7', id, 4096)).toBe(bucket);
    expect(document.slug).toMatch(/^[0-9a-f-]{14}7/);
    const account = await client().account.create({ data: { name: 'x' } });
    expect(await client().account.findUnique({ where: { id: account.id } })).toEqual(account);
    const plan = await client().plan.create({
      data: { name: 'free', features: { create: [{ name: 'f' }] } },
      include: { features: true },
    });
    expect(plan.features[0].id).toMatch(/^[0-9a-f-]{14}7/);
    expect(await client().plan.createMany({ data: [{ name: 'a' }, { name: 'b' }] })).toEqual({
      count: 2,
    });
  });

  test('and the objects of the caller stay as they are', async () => {
    const items = [Object.freeze({ label: 'x' })];
    const order = Object.freeze({ status: 'new', items: Object.freeze({ create: items }) });
    const data = Object.freeze({ name: 'Ada', orders: Object.freeze({ create: order }) });
    const user = await client().user.create({ data });
    expect(data).toEqual({
      name: 'Ada',
      orders: { create: { status: 'new', items: { create: items } } },
    });
    expect(await expectCarried(user.id, ['order', 'item'])).toHaveLength(2);
  });

  test('also from an instance of a class', async () => {
    class NewOrder {
      status = 'new';
      userId = 3n;
    }
    await client().user.create({ data: { id: 3n, name: 'x' } });
    const given = new NewOrder();
    const order = await client().order.create({ data: given });
    expect(Object.keys(given)).toEqual(['status', 'userId']);
    expect(await expectCarried(3n, ['order'])).toEqual([order]);
  });
});

describe('a given id', () => {
  let userId = 0n;
  let foreign = 0n;
  let foreignItem = '';

  beforeEach(async () => {
    const [one, other] = await client()
      .user.createManyAndReturn({
        data: Array.from({ length: 30 }, () => ({ name: 'x' })),
      })
      .then((users: Loose[]) => {
        const [first] = users;
        return [first, users.find(({ id }) => bucketOfUser(id) !== bucketOfUser(first.id))];
      });
    userId = one.id;
    const order = await client().order.create({
      data: { userId: other.id, status: 'x', items: { create: { label: 'i' } } },
      include: { items: true },
    });
    foreign = order.id;
    foreignItem = order.items[0].id;
  });

  test('that carries the bucket of its row is kept', async () => {
    const { id } = await client().order.create({ data: { userId, status: 'x' } });
    await client().order.delete({ where: { id } });
    const again = await client().order.create({ data: { userId, id, status: 'y' } });
    expect(again.id).toBe(id);
    expect(await client().order.findUnique({ where: { id } })).toEqual(again);
  });

  test.each<[string, () => PromiseLike<unknown>]>([
    ['create', () => client().order.create({ data: { userId, id: foreign, status: 'x' } })],
    ['a number', () => client().order.create({ data: { userId, id: 5, status: 'x' } })],
    ['a negative one', () => client().order.create({ data: { userId, id: -1n, status: 'x' } })],
    ['null', () => client().order.create({ data: { userId, id: null, status: 'x' } })],
    [
      'createMany',
      () =>
        client().order.createMany({
          data: [
            { userId, status: 'x' },
            { userId, id: foreign, status: 'x' },
          ],
        }),
    ],
    [
      'upsert',
      () =>
        client().order.upsert({
          where: { userId_id: { userId, id: 1n } },
          create: { userId, id: foreign, status: 'x' },
          update: {},
        }),
    ],
    [
      'a nested create',
      () =>
        client().user.update({
          where: { id: userId },
          data: { orders: { create: { id: foreign, status: 'x' } } },
        }),
    ],
    [
      'a deep one',
      () =>
        client().user.update({
          where: { id: userId },
          data: {
            orders: { create: { status: 'x', items: { create: { id: foreignItem, label: 'x' } } } },
          },
        }),
    ],
    [
      'a UUID of another version',
      () =>
        client().item.create({
          data: { id: '6f0c9a52-5b0c-4f8e-9d0a-ffffffffffff', userId, orderId: 1n, label: 'x' },
        }),
    ],
  ])('of another row is refused: %s', async (_, call) => {
    shards.virtual.queries.clear();
    await expect(call()).rejects.toMatchObject({ code: 'SG3801' });
    expect(shards.virtual.queries.statements).toEqual([]);
  });

  test.each<[string, () => PromiseLike<unknown>]>([
    ['update', () => client().order.update({ where: { id: foreign }, data: { id: 1n } })],
    [
      'update by the key',
      () =>
        client().order.update({
          where: { userId_id: { userId, id: 1n } },
          data: { id: { set: foreign } },
        }),
    ],
    ['updateMany', () => client().order.updateMany({ where: { userId }, data: { id: foreign } })],
    [
      'upsert',
      () =>
        client().order.upsert({
          where: { userId_id: { userId, id: 1n } },
          create: { userId, status: 'x' },
          update: { id: foreign },
        }),
    ],
    [
      'a nested update',
      () =>
        client().user.update({
          where: { id: userId },
          data: { orders: { updateMany: { where: {}, data: { id: foreign } } } },
        }),
    ],
  ])('cannot be changed: %s', async (_, call) => {
    shards.virtual.queries.clear();
    await expect(call()).rejects.toMatchObject({ code: 'SG3802' });
    expect(shards.virtual.queries.statements).toEqual([]);
  });
});

describe('an id alone', () => {
  let order: Loose;
  let shard = '';

  beforeEach(async () => {
    order = await client().order.create({
      data: { status: 'new', user: { create: { name: 'Ada' } }, items: { create: { label: 'x' } } },
      include: { items: true },
    });
    ({ shard } = client().order.route({ id: order.id }));
  });

  test('is explained', () => {
    const route = client().order.route({ id: order.id });
    const byKey = client().order.route({ userId: order.userId });
    expect(route).toMatchObject({
      bucket: byKey.bucket,
      shard: byKey.shard,
      key: { id: order.id },
    });
    expect(route.why).toBe(
      `id = ${order.id} carries bucket ${route.bucket} of 64 of group User, which shard ${shard} owns in epoch 1.`,
    );
    expect(() => client().order.route({ id: -1n })).toThrow(/SG3804.*Order\.route\(\).*-1/s);
    expect(() => client().order.route({})).toThrow(/SG3001/);
  });

  test.each<[string, (id: bigint) => PromiseLike<unknown>]>([
    ['findUnique', (id) => client().order.findUnique({ where: { id } })],
    ['findUniqueOrThrow', (id) => client().order.findUniqueOrThrow({ where: { id } })],
    ['a relation', (id) => client().order.findUnique({ where: { id } }).items()],
    [
      'a relation from a cursor',
      (id) =>
        client()
          .order.findUnique({ where: { id } })
          .items({ cursor: { userId: order.userId, id: order.items[0].id } }),
    ],
    ['update', (id) => client().order.update({ where: { id }, data: { status: 'paid' } })],
    [
      'a nested update',
      (id) => client().order.update({ where: { id }, data: { items: { create: { label: 'y' } } } }),
    ],
    [
      'upsert',
      (id) =>
        client().order.upsert({
          where: { id },
          create: { userId: order.userId, status: 'x' },
          update: { status: 'y' },
        }),
    ],
    ['delete', (id) => client().order.delete({ where: { id } })],
  ])('asks one shard: %s', async (_, call) => {
    const answer = await shards.kit.assertQueriesOnShard(shard, () => call(order.id));
    expect(answer).not.toBeNull();
  });

  test('is routed without waiting', () => {
    // What is routed at once is sent in this very turn: the log knows of the call.
    shards.virtual.queries.clear();
    const answer = client().item.findUnique({ where: { id: order.items[0].id } });
    void answer.then(() => undefined);
    expect(shards.virtual.queries.unanswered).toHaveLength(1);
    return expect(answer).resolves.toEqual(order.items[0]);
  });

  test('has the same key and id, or there is no such row', async () => {
    const { id, userId } = order;
    const other = await client().user.create({ data: { name: 'Bo' } });
    expect(await client().order.findUnique({ where: { userId, id } })).not.toBeNull();
    expect(await client().order.findUnique({ where: { userId: other.id, id } })).toBeNull();
    await expect(
      client().order.update({ where: { userId: other.id, id }, data: { status: 'x' } }),
    ).rejects.toMatchObject({ code: 'P2025' });
  });

  test('of another key is refused in a nested write', async () => {
    const { id } = order;
    const other = await client().user.create({ data: { name: 'Bo' } });
    const call = (data: object) => client().order.update({ where: { id }, data });
    await expect(
      call({ items: { create: { userId: other.id, label: 'x' } } }),
    ).rejects.toMatchObject({ code: 'SG3007' });
    await expect(call({ userId: other.id })).rejects.toMatchObject({ code: 'SG3005' });
    const cursor = { userId: other.id, id: order.items[0].id };
    const relation = client().order.findUnique({ where: { id } }).items({ cursor });
    await expect(relation).rejects.toMatchObject({ code: 'SG3012' });
    const include = { items: { cursor } };
    await expect(client().order.findUnique({ where: { id }, include })).rejects.toMatchObject({
      code: 'SG3012',
    });
  });

  test('leads to nothing where it is none of ours', async () => {
    for (const id of [-1n, 0n, 2n ** 63n - 1n]) {
      expect(await client().order.findUnique({ where: { id } })).toBeNull();
      for (const method of ['findUniqueOrThrow', 'delete'] as const) {
        await expect(client().order[method]({ where: { id } })).rejects.toMatchObject({
          code: 'P2025',
        });
      }
      const data = { items: { create: { label: 'x' } } };
      await expect(client().order.update({ where: { id }, data })).rejects.toMatchObject({
        code: 'P2025',
      });
    }
    expect(
      await client().item.findUnique({ where: { id: '6f0c9a52-5b0c-4f8e-9d0a-ffffffffffff' } }),
    ).toBeNull();
  });

  test('that is none of ours changes nothing, also where somebody wrote such a row past us', async () => {
    const pool = new pg.Client({ connectionString: shards.urls[0] });
    await pool.connect();
    await pool.query('INSERT INTO "User" (id, name) VALUES (1, $1)', ['raw']);
    await pool.query('INSERT INTO "Order" (id, "userId", status) VALUES (-1, 1, $1)', ['raw']);
    for (const data of [{ status: 'x' }, { items: { create: { label: 'x' } } }]) {
      await expect(
        client().order.update({ where: { id: -1n, AND: [{}] }, data }),
      ).rejects.toMatchObject({ code: 'P2025' });
    }
    const { rows } = await pool.query('SELECT status FROM "Order" WHERE id = -1');
    await pool.end();
    expect(rows).toEqual([{ status: 'raw' }]);
  });

  test.each([
    ['digits in a text', () => client().order.findUnique({ where: { id: String(order.id) } })],
    ['a fraction', () => client().order.update({ where: { id: 1.5 }, data: { status: 'x' } })],
    ['null', () => client().order.delete({ where: { id: null } })],
    ['a filter', () => client().order.findUnique({ where: { id: { gt: 0n } } })],
    [
      'a UUID in another form',
      () => client().item.findUnique({ where: { id: `{${order.items[0].id}}` } }),
    ],
    ['a route', async () => client().order.route({ id: String(order.id) })],
  ])('that is no value of its type is refused: %s', async (_, call) => {
    shards.virtual.queries.clear();
    await expect(call()).rejects.toMatchObject({ code: 'SG3806' });
    expect(shards.virtual.queries.statements).toEqual([]);
  });

  test('finds a row of the whole 64 bits, and creates one where there is none', async () => {
    const { userId } = order;
    const upsert = (id: bigint) =>
      client().order.upsert({
        where: { id },
        create: { userId, status: 'created' },
        update: { status: 'updated' },
      });
    expect(await upsert(order.id)).toMatchObject({ id: order.id, status: 'updated' });
    const created = await upsert(-1n);
    expect(created).toMatchObject({ userId, status: 'created' });
    expect(await upsert(created.id)).toMatchObject({ id: created.id, status: 'updated' });
  });
});

describe('the control database', () => {
  test('is asked by snowflakes only, and once for many', async () => {
    await client().user.create({ data: { name: 'first' } });
    await shards.virtual.control?.down();
    // What is leased goes on.
    await client().user.create({ data: { name: 'second' } });
    expect(await client().plan.create({ data: { name: 'p' } })).toMatchObject({ name: 'p' });
    const note = client().note.create({ data: { userId: 1n, text: 'x' } });
    await expect(note).rejects.toMatchObject({ code: 'SG3401' });
    const feature = { name: 'f', planId: 1n, id: 'a0000000-0000-7000-8000-000000000000' };
    await expect(client().feature.create({ data: feature })).rejects.toMatchObject({
      code: 'P2003',
    });
    await shards.virtual.control?.restore();
    await client().user.create({ data: { id: 1n, name: 'x' } });
    await client().note.create({ data: { userId: 1n, text: 'x' } });
  });

  test('gets its numbers back when the program ends', async () => {
    const leased = async () => {
      const url = shards.virtual.control?.url ?? '';
      const control = new pg.Client({ connectionString: url });
      await control.connect();
      const { rows } = await control.query(
        'SELECT layout FROM shardgen.id_worker WHERE expires_at > now() ORDER BY layout',
      );
      await control.end();
      return rows.map(({ layout }) => layout);
    };
    await shards.kit.withVirtualShards(2, async () => undefined);
    await client().order.create({ data: { status: 'x', user: { create: { name: 'Ada' } } } });
    expect(await leased()).toEqual(['snowflake', 'snowflake_bucket']);
    await client().$disconnect();
    expect(await leased()).toEqual([]);
    await client().user.create({ data: { name: 'again' } });
    expect(await leased()).toEqual(['snowflake']);
  });

  test('is asked again when time has passed, also where time is not real', async () => {
    await shards.kit.withVirtualShards({ shards: 2, time: 'fake' }, async (db, virtual) => {
      const some: Loose = db;
      const first = await some.user.create({ data: { name: 'a' } });
      await virtual.clock.advance(59_000);
      const second = await some.user.create({ data: { name: 'b' } });
      await virtual.clock.advance(3_600_000);
      const third = await some.user.create({ data: { name: 'c' } });
      expect(first.id < second.id && second.id < third.id).toBe(true);
      await virtual.control?.down();
      await some.user.create({ data: { name: 'd' } });
      await virtual.clock.advance(3_600_000);
      await expect(some.user.create({ data: { name: 'e' } })).rejects.toMatchObject({
        code: 'SG3401',
      });
    });
  });
});
