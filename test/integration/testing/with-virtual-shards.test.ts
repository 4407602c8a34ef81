import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { VirtualShards } from '../../../runtime/testing/index.js';
import { createTestingKit } from '../../../runtime/testing/index.js';
import type { LooseShards } from '../../support/generated-shards.js';
import { clientFor, type Kit, SCHEMA, usersOf } from './support/kit.js';
import { onShard } from './support/look.js';

const createShards = await clientFor('with-virtual-shards');
const kit: Kit = createTestingKit({ createShards, schema: SCHEMA });

type Virtual = VirtualShards<LooseShards, string>;

/** Whether the databases behind virtual shards are still there. */
async function databasesExist(urls: readonly string[]): Promise<readonly boolean[]> {
  return Promise.all(
    urls.map(async (url) => {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.end();
        return true;
      } catch {
        return false;
      }
    }),
  );
}

const urlsOf = ({ names, shard }: Virtual) => names.map((name) => shard(name).url);

describe('withVirtualShards', () => {
  test('gives the client over n databases with the tables, and answers what the body returns', async () => {
    const found = await kit.withVirtualShards(4, async (db, virtual) => {
      for (const name of virtual.names) {
        const [id] = usersOf(db, name);
        await db['user']?.create({ data: { id, name } });
      }
      for (const name of virtual.names) {
        expect(await onShard(virtual.shard(name), 'SELECT name FROM "User"')).toEqual([{ name }]);
      }
      return db['user']?.onAllShards().count();
    });
    expect(found).toBe(4);
  });

  test.each([1, 2, 3, 5, 9])('any number of shards: %i', async (count) => {
    await kit.withVirtualShards(count, async (db, { names }) => {
      expect(names).toEqual(Array.from({ length: count }, (_, index) => `shard_${index + 1}`));
      const data = Array.from({ length: 60 }, (_, index) => ({ id: index, name: `${index}` }));
      await db['user']?.createMany({ data });
      await expect(db['user']?.onAllShards().count()).resolves.toBe(60);
      const used = new Set(data.map(({ id }) => db['user']?.route({ id }).shard));
      expect([...used].sort()).toEqual([...names].sort());
    });
  });

  test('named shards', async () => {
    await kit.withVirtualShards({ shards: ['shard_3', 'shard_1'] }, async (db, virtual) => {
      expect(virtual.names).toEqual(['shard_1', 'shard_3']);
      expect(Object.keys(virtual.shards)).toEqual(['shard_1', 'shard_3']);
      await db['user']?.create({ data: { id: 1n, name: 'Ada' } });
      await expect(db['user']?.onAllShards().count()).resolves.toBe(1);
    });
  });

  test('all declared shards own what they own in production', async () => {
    const production = await kit.withVirtualShards({}, (db) =>
      [1n, 2n, 3n, 4n, 5n].map((id) => db['user']?.route({ id })),
    );
    await kit.withVirtualShards(4, (db, { names }) => {
      expect(names).toHaveLength(4);
      expect([1n, 2n, 3n, 4n, 5n].map((id) => db['user']?.route({ id }))).toEqual(production);
    });
  });

  test('calls are isolated from each other, also at the same time', async () => {
    const once = (name: string) =>
      kit.withVirtualShards(2, async (db) => {
        await db['user']?.create({ data: { id: 1n, name } });
        await new Promise((resolve) => setImmediate(resolve));
        return db['user']?.onAllShards().findMany();
      });
    const [a, b, c] = await Promise.all([once('a'), once('b'), once('c')]);
    expect([a, b, c]).toEqual([
      [{ id: 1n, name: 'a' }],
      [{ id: 1n, name: 'b' }],
      [{ id: 1n, name: 'c' }],
    ]);
  });

  test('everything is removed when the body returns, and when it throws', async () => {
    let urls: readonly string[] = [];
    const remember = (virtual: Virtual) => {
      urls = urlsOf(virtual);
    };
    await kit.withVirtualShards(2, (_, virtual) => remember(virtual));
    expect(await databasesExist(urls)).toEqual([false, false]);
    const mine = new Error('mine');
    const failing = kit.withVirtualShards(2, async (db, virtual) => {
      remember(virtual);
      await db['user']?.create({ data: { id: 1n, name: 'Ada' } });
      throw mine;
    });
    await expect(failing).rejects.toBe(mine);
    expect(await databasesExist(urls)).toEqual([false, false]);
    const sync = kit.withVirtualShards(2, (_, virtual) => {
      remember(virtual);
      throw mine;
    });
    await expect(sync).rejects.toBe(mine);
    expect(await databasesExist(urls)).toEqual([false, false]);
  });

  test('removed also when shards are down, crashed or partitioned, and calls still hang', async () => {
    let urls: readonly string[] = [];
    let hanging: Promise<unknown> = Promise.resolve();
    await kit.withVirtualShards(3, async (db, virtual) => {
      urls = urlsOf(virtual);
      await virtual.shard('shard_1').crash();
      await virtual.shard('shard_2').down();
      await virtual.shard('shard_3').partition();
      hanging = expect(db['user']?.onAllShards().count()).rejects.toMatchObject({
        code: 'SG5002',
      });
    });
    await hanging;
    expect(await databasesExist(urls)).toEqual([false, false, false]);
  });

  test('the client is of no use afterwards, and says so', async () => {
    const leaked = await kit.withVirtualShards(2, (db) => db);
    await expect(leaked['user']?.count({ where: { id: 1n } })).rejects.toMatchObject({
      code: 'SG7009',
    });
  });
});

describe('startVirtualShards', () => {
  test('reset brings back the first day', async () => {
    const virtual = await kit.startVirtualShards(2);
    try {
      const { db } = virtual;
      const first = await db['product']?.create({ data: { sku: 'a', title: 'A' } });
      await virtual.shard('shard_1').slow(60_000);
      await virtual.shard('shard_2').failNext();
      await virtual.reset();
      expect(virtual.queries.statements).toEqual([]);
      await expect(db['product']?.onAllShards().count()).resolves.toBe(0);
      const again = await db['product']?.create({ data: { sku: 'a', title: 'A' } });
      expect(again).toEqual(first);
    } finally {
      await virtual.stop();
    }
    await expect(virtual.reset()).rejects.toMatchObject({ code: 'SG7009' });
    await virtual.stop();
  });
});

describe('bad input', () => {
  const nothing = () => undefined;

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d shards', async (count) => {
    await expect(kit.withVirtualShards(count, nothing)).rejects.toMatchObject({ code: 'SG7001' });
    await expect(kit.withVirtualShards({ shards: count }, nothing)).rejects.toMatchObject({
      code: 'SG7001',
    });
    await expect(kit.startVirtualShards(count)).rejects.toMatchObject({ code: 'SG7001' });
  });

  test.each([['4'], [null], [undefined], [['shard_1']], [true]])(
    '%j in place of a number',
    async (given) => {
      // Sound: JavaScript callers may give anything.
      await expect(kit.withVirtualShards(given as never, nothing)).rejects.toMatchObject({
        code: 'SG7001',
      });
    },
  );

  test('unknown, repeated and missing names', async () => {
    const of = (shards: readonly string[]) => kit.withVirtualShards({ shards }, nothing);
    await expect(of(['shard_1', 'shrad_2'])).rejects.toMatchObject({
      code: 'SG7002',
      fix: expect.stringContaining('Did you mean "shard_2"?'),
    });
    await expect(of(['shard_1', 'shard_1'])).rejects.toMatchObject({ code: 'SG7003' });
    await expect(of([])).rejects.toMatchObject({ code: 'SG7003' });
  });

  test('virtual shards inside the body', async () => {
    await kit.withVirtualShards(1, async () => {
      await expect(kit.withVirtualShards(1, nothing)).rejects.toMatchObject({ code: 'SG7004' });
      await expect(kit.startVirtualShards(1)).rejects.toMatchObject({ code: 'SG7004' });
    });
    await kit.withVirtualShards(1, nothing);
  });

  test('a body that never settles', async () => {
    let urls: readonly string[] = [];
    const stuck = kit.withVirtualShards({ shards: 2, timeoutMs: 300 }, async (db, virtual) => {
      urls = urlsOf(virtual);
      await virtual.shard('shard_2').partition();
      await db['user']?.onAllShards().count();
    });
    await expect(stuck).rejects.toMatchObject({
      code: 'SG7005',
      message: expect.stringMatching(
        /within 300 ms[\s\S]*without an answer: User\.count\(\) on shard_2[\s\S]*shard_1 +User\.count +read +1/,
      ),
    });
    expect(await databasesExist(urls)).toEqual([false, false]);
  });

  test('a function that makes no client over virtual shards', async () => {
    const make = (createShards: () => unknown) =>
      // Sound: JavaScript callers may give anything.
      createTestingKit({ createShards: createShards as never, schema: SCHEMA });
    const elsewhere = make(() => ({ $disconnect: async () => undefined }));
    await expect(elsewhere.withVirtualShards(1, nothing)).rejects.toMatchObject({ code: 'SG7006' });
  });

  test.each([
    ['nowhere.prisma', /cannot be read: .*no such file/],
    ['scripts', /holds no \.prisma file/],
  ])('schema: %s', async (schema, message) => {
    const other = createTestingKit({ createShards, schema });
    await expect(other.withVirtualShards(1, nothing)).rejects.toMatchObject({
      code: 'SG7015',
      message: expect.stringMatching(message),
    });
  });

  test('options with illegal values', async () => {
    const of = (options: object) => kit.withVirtualShards({ shards: 1, ...options }, nothing);
    for (const options of [
      { time: 'slow' },
      { timeoutMs: 0 },
      { timeoutMs: '1' },
      { servers: 'many' },
      { engine: 'mysql' },
      { engine: 'pglite', servers: 'separate' },
      { engine: 'pglite', url: 'postgres://x' },
      { url: 'postgres://x', servers: 'separate' },
    ]) {
      await expect(of(options)).rejects.toMatchObject({ code: 'SG7010' });
    }
    await expect(of({ deadlineMs: 0 })).rejects.toMatchObject({ code: 'SG4010' });
  });

  test('expectations without virtual shards', async () => {
    await expect(kit.assertNoQueries(nothing)).rejects.toMatchObject({ code: 'SG7009' });
  });
});
