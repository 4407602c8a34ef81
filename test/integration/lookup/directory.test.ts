import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ControlDatabase } from '../../../runtime/control/control-database.js';
import { createControlDatabase } from '../../../runtime/control/create-control-database.js';
import { ENTRY_LIFETIME_MS } from '../../../runtime/directory/entry-cache.js';
import {
  type GeneratedShards,
  type Loose,
  type LooseShards,
  startGeneratedShards,
} from '../../support/generated-shards.js';

const SCHEMA = fileURLToPath(new URL('schema.prisma', import.meta.url));

let shards: GeneratedShards;
let db: LooseShards;
let control: ControlDatabase;

beforeAll(async () => {
  shards = await startGeneratedShards('lookup-directory', SCHEMA);
  db = shards.db;
  control = createControlDatabase({ url: shards.virtual.control?.url ?? '' });
});
afterAll(async () => {
  await control.disconnect();
  await shards.stop();
});
beforeEach(() => shards.reset());

const entries = () =>
  control.query('SELECT group_name, key, shard FROM shardgen.directory ORDER BY 1, 2');
const tenant = () => db['tenant'] as Loose;
const create = (id: string, client: Loose = db) => client['tenant'].create({ data: { id } });
const find = (id: string, client: Loose = db) => client['tenant'].findUnique({ where: { id } });
const ALL_WRITES = [
  'create',
  'upsert',
  'update',
  'updateMany',
  'delete',
  'deleteMany',
  'createMany',
];
const argsOf = (method: string, id: string): Loose =>
  ({
    create: { data: { id } },
    createMany: { data: [{ id }] },
    upsert: { where: { id }, create: { id }, update: {} },
    update: { where: { id }, data: { name: 'x' } },
    updateMany: { where: { id }, data: { name: 'x' } },
  })[method] ?? { where: { id } };

/** Where the statements of some work went. */
async function asked(work: () => Promise<unknown>): Promise<readonly string[]> {
  shards.virtual.queries.clear();
  await work();
  return [...new Set(shards.virtual.queries.statements.map(({ shard }) => shard))];
}

/** A client of its own, as another process has one. */
function anotherClient(directory?: { cacheSize: number }): LooseShards {
  const urls = Object.fromEntries(shards.names.map((name, i) => [name, shards.urls[i] ?? '']));
  return shards.createClient({
    shards: urls,
    control: { url: shards.virtual.control?.url ?? '' },
    ...(directory === undefined ? {} : { directory }),
  });
}

describe('a key without an entry', () => {
  test.each(['create', 'upsert', 'createMany', 'createManyAndReturn'])(
    'gets one by %s, before the row is sent',
    async (method) => {
      const args = argsOf(method === 'createManyAndReturn' ? 'createMany' : method, 'new');
      const stopped = (await tenant().route({ id: 'new' })).candidate;
      await shards.virtual.shard(stopped).down();
      await expect(tenant()[method](args)).rejects.toMatchObject({ code: 'SG5001' });
      expect(await entries()).toEqual([{ group_name: 'Tenant', key: 'new', shard: stopped }]);
      await shards.virtual.shard(stopped).restore();
      await tenant()[method](args);
      expect(await tenant().onShard(stopped).count()).toBe(1);
    },
  );

  test.each(['findUnique', 'findMany', 'count', 'update', 'updateMany', 'delete', 'deleteMany'])(
    'gets none by %s, and nothing is found',
    async (method) => {
      const outcome = await tenant()
        [method](argsOf(method, 'nobody'))
        .catch((e: Loose) => e.code);
      const expected: Loose = {
        findUnique: null,
        findMany: [],
        count: 0,
        update: 'P2025',
        delete: 'P2025',
      };
      expect(outcome).toEqual(method in expected ? expected[method] : { count: 0 });
      expect(await entries()).toEqual([]);
    },
  );

  test('is asked about each time: another process may place it at any moment', async () => {
    const other = anotherClient();
    expect(await find('late')).toBeNull();
    await create('late', other);
    expect(await find('late')).toMatchObject({ id: 'late' });
    await other.$disconnect();
  });
});

describe('a remembered entry', () => {
  test('needs no control database; other keys get a named error and no guess', async () => {
    await create('known');
    await shards.virtual.control?.down();
    expect(await find('known')).toMatchObject({ id: 'known' });
    expect(await tenant().update(argsOf('update', 'known'))).toMatchObject({ name: 'x' });
    for (const method of [...ALL_WRITES, 'findUnique', 'count']) {
      expect(
        await asked(async () => {
          await expect(tenant()[method](argsOf(method, 'unknown'))).rejects.toMatchObject({
            code: 'SG3401',
          });
        }),
      ).toEqual([]);
    }
    await expect(tenant().route({ id: 'known' })).rejects.toMatchObject({ code: 'SG3401' });
    await shards.virtual.control?.restore();
    expect(await find('unknown')).toBeNull();
  });

  test('is asked about again when its time is over', async () => {
    await shards.kit.withVirtualShards({ shards: 4, time: 'fake' }, async (client, virtual) => {
      await create('aging', client);
      await virtual.control?.down();
      await virtual.clock.advance(ENTRY_LIFETIME_MS - 1);
      expect(await find('aging', client)).toMatchObject({ id: 'aging' });
      await virtual.clock.advance(1);
      await expect(find('aging', client)).rejects.toMatchObject({ code: 'SG3401' });
    });
  });

  test('is forgotten when the directory says that it changed', async () => {
    const other = anotherClient();
    await create('moved', other);
    const from = (await tenant().route({ id: 'moved' })).shard;
    const to = from === 'shard_1' ? 'shard_2' : 'shard_1';
    // As if somebody had moved the rows. Again and again, since the client may not listen yet.
    const change = 'UPDATE shardgen.directory SET shard = $1, version = version + 1';
    const afterChange = async () => {
      await control.query(change, [to]);
      return find('moved', other);
    };
    // Much less than the time of an entry.
    await expect.poll(afterChange, { timeout: ENTRY_LIFETIME_MS / 3, interval: 20 }).toBeNull();
    await other.$disconnect();
  });

  test('makes room for others', async () => {
    const small = anotherClient({ cacheSize: 2 });
    for (const id of ['a', 'b', 'c']) await create(id, small);
    await shards.virtual.control?.down();
    expect(await find('c', small)).toMatchObject({ id: 'c' });
    expect(await find('b', small)).toMatchObject({ id: 'b' });
    await expect(find('a', small)).rejects.toMatchObject({ code: 'SG3401' });
    await shards.virtual.control?.restore();
    await small.$disconnect();
  });

  test('has a place in a cache of a legal size only', () => {
    for (const cacheSize of [0, -1, 1.5, Number.NaN, 20_000_000]) {
      expect(() => anotherClient({ cacheSize })).toThrow('SG4010');
    }
  });
});

describe('an entry', () => {
  const place = (key: string, shard: string, movingTo?: string) =>
    control.query(
      'INSERT INTO shardgen.directory (group_name, key, shard, moving_to, moving_since) VALUES ($1, $2, $3, $4, CASE WHEN $4::text IS NULL THEN NULL ELSE now() END)',
      ['Tenant', key, shard, movingTo ?? null],
    );

  test('decides, whatever this program would have chosen', async () => {
    for (const shard of shards.names) {
      await place(`on ${shard}`, shard);
      await create(`on ${shard}`);
      expect(await tenant().onShard(shard).count()).toBe(1);
    }
  });

  test('that names a shard which is not there is a named error', async () => {
    await place('lost', 'shard_9');
    for (const method of ['findUnique', ...ALL_WRITES]) {
      const error = await tenant()
        [method](argsOf(method, 'lost'))
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'SG3411' });
      expect((error as Error).message).toMatch(/id = "lost".*"shard_9".*"shard_1", "shard_2"/);
    }
    await expect(tenant().route({ id: 'lost' })).rejects.toMatchObject({ code: 'SG3411' });
  });

  test('of a key that is being moved lets its rows be read, and not written', async () => {
    await create('busy');
    const { shard } = await tenant().route({ id: 'busy' });
    const to = shard === 'shard_1' ? 'shard_2' : 'shard_1';
    await control.query('UPDATE shardgen.directory SET moving_to = $1, moving_since = now()', [to]);
    const other = anotherClient();
    for (const method of ALL_WRITES) {
      await expect(
        (other['tenant'] as Loose)[method](argsOf(method, 'busy')),
      ).rejects.toMatchObject({
        code: 'SG3412',
        message: expect.stringContaining(`"${to}"`),
      });
    }
    expect(await find('busy', other)).toMatchObject({ id: 'busy', name: '' });
    expect((await (other['tenant'] as Loose).route({ id: 'busy' })).why).toContain('being moved');
    await control.query('UPDATE shardgen.directory SET moving_to = NULL, moving_since = NULL');
    // A moving entry was not remembered.
    expect(await (other['tenant'] as Loose).update(argsOf('update', 'busy'))).toMatchObject({
      name: 'x',
    });
    await other.$disconnect();
  });

  test('takes keys up to its length, and longer ones are refused by name', async () => {
    const id = '€'.repeat(666);
    await create(id);
    expect(await find(id)).toMatchObject({ id });
    await expect(create(`${id}€`)).rejects.toMatchObject({ code: 'SG3413' });
    await expect(find(`${id}€`)).rejects.toMatchObject({ code: 'SG3413' });
  });
});

describe('a route', () => {
  test('says whether a key has a place', async () => {
    const unplaced = await tenant().route({ id: 'acme' });
    expect(unplaced).toEqual({
      kind: 'unplaced',
      placed: false,
      candidate: unplaced.candidate,
      group: 'Tenant',
      key: { id: 'acme' },
      epoch: 1,
      why: `id = "acme" has no entry in the directory of group Tenant; its first row would go to shard ${unplaced.candidate}.`,
    });
    expect(await entries()).toEqual([]);
    await create('acme');
    expect(await (db['project'] as Loose).route({ tenantId: 'acme' })).toEqual({
      kind: 'single',
      placed: true,
      shard: unplaced.candidate,
      version: 1,
      group: 'Tenant',
      key: { tenantId: 'acme' },
      epoch: 1,
      why: `tenantId = "acme" is on shard ${unplaced.candidate} by version 1 of its entry in the directory of group Tenant.`,
    });
  });

  test('asks nobody before it is awaited, and no shard at all', async () => {
    await shards.virtual.control?.down();
    const route = tenant().route({ id: 'acme' });
    await shards.virtual.control?.restore();
    expect(await asked(() => route)).toEqual([]);
  });

  test('refuses what is no key by a rejection', async () => {
    await expect(tenant().route({})).rejects.toMatchObject({ code: 'SG3001' });
    await expect(tenant().route({ id: 5 })).rejects.toMatchObject({ code: 'SG3002' });
  });
});

test('a call that nobody awaits claims nothing', async () => {
  create('nobody waits');
  tenant().createMany({ data: [{ id: 'nobody waits' }] });
  await find('something else');
  expect(await entries()).toEqual([]);
});

test('mistakes are found before the directory is asked', async () => {
  await shards.virtual.control?.down();
  await expect(tenant().create({ data: {} })).rejects.toMatchObject({ code: 'SG3001' });
  await expect(
    tenant().upsert({ where: { id: 'a' }, create: { id: 'b' }, update: {} }),
  ).rejects.toMatchObject({ code: 'SG3006' });
  await expect(tenant().createMany({ data: [{ id: 'a' }, { id: 7 }] })).rejects.toMatchObject({
    code: 'SG3002',
  });
  await shards.virtual.control?.restore();
});

test('a client without the url of the control database is refused at once', () => {
  const urls = Object.fromEntries(shards.names.map((name, i) => [name, shards.urls[i] ?? '']));
  expect(() => shards.createClient({ shards: urls })).toThrow('SG3403');
});

test('tables that are missing are named with the command that makes them', async () => {
  await control.query('ALTER TABLE shardgen.directory RENAME TO gone');
  try {
    await expect(create('x')).rejects.toMatchObject({
      code: 'SG3402',
      message: expect.stringContaining('npx shardgen control install'),
    });
  } finally {
    await control.query('ALTER TABLE shardgen.gone RENAME TO directory');
  }
});

test('no url shows when a promise or a client is printed', async () => {
  const shown = inspect([db, create('printed')], { depth: null, showHidden: true });
  expect(shown).not.toContain('postgres://');
  expect(shown).not.toContain('postgresql://');
});
