import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QueryLog } from '../../../runtime/testing/index.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import type { LooseRepository, Row } from './fixture/repository.js';

const IDS = Array.from({ length: 30 }, (_, i) => BigInt(i));
const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

let shards: FixtureShards;
let kit: FixtureShards['kit'];
let queries: QueryLog;
let users: LooseRepository;

beforeAll(async () => {
  shards = await startFixtureShards('several-shards');
  kit = shards.kit;
  queries = shards.virtual.queries;
  users = shards.repository('User');
});

afterAll(() => shards.stop());

beforeEach(() => shards.virtual.reset());

const rows = (ids: readonly bigint[]) => ids.map((id) => ({ id, email: `u${id}`, name: null }));

const shardOf = (id: bigint) => {
  const route = users.route({ id });
  return route.shard;
};

describe('createMany', () => {
  test('splits rows by shard and sums the counts', async () => {
    expect(await users.call('createMany', { data: rows(IDS) })).toEqual({ count: 30 });
    expect(queries.statements.map(({ shard, kind, rows }) => [shard, kind, rows]).sort()).toEqual(
      NAMES.map((name) => [name, 'write', IDS.filter((id) => shardOf(id) === name).length]),
    );
    const spread = await Promise.all(NAMES.map((name) => users.onShard(name).findMany()));
    expect(spread.map((found: Row[]) => found.map(({ id }) => shardOf(id)))).toEqual(
      NAMES.map((name) => IDS.filter((id) => shardOf(id) === name).map(() => name)),
    );
  });

  test('gives rows back in the order of the input', async () => {
    const data = rows([...IDS].reverse());
    expect(await users.call('createManyAndReturn', { data })).toEqual(data);
  });

  test('gives rows back by shard when duplicates are skipped', async () => {
    await users.call('createMany', { data: rows([3n, 4n]) });
    const made = await users.call('createManyAndReturn', { data: rows(IDS), skipDuplicates: true });
    const fresh = IDS.filter((id) => id !== 3n && id !== 4n);
    const byShard = NAMES.flatMap((name) => fresh.filter((id) => shardOf(id) === name));
    expect(made).toEqual(rows(byShard));
    expect(await users.call('createMany', { data: rows(IDS), skipDuplicates: true })).toEqual({
      count: 0,
    });
  });

  test('does nothing for an empty list, like Prisma', async () => {
    await kit.assertNoQueries(async () => {
      expect(await users.call('createMany', { data: [] })).toEqual({ count: 0 });
      expect(await users.call('createManyAndReturn', { data: [] })).toEqual([]);
    });
  });

  test('says what was written when one shard refuses', async () => {
    await users.call('createMany', { data: rows([0n]) });
    const refused = shardOf(0n);
    const written = NAMES.filter((name) => name !== refused).map((shard) => ({
      shard,
      count: IDS.filter((id) => shardOf(id) === shard).length,
    }));
    await expect(users.call('createMany', { data: rows(IDS) })).rejects.toMatchObject({
      name: 'PartialWriteError',
      code: 'SG5003',
      written,
      failures: [{ shard: refused, cause: { code: 'P2002' } }],
      cause: { code: 'P2002' },
    });
    expect(await users.onShard(refused).count()).toBe(1);
  });
});

describe('onAllShards', () => {
  test('counts and finds the rows of every shard, in topology order', async () => {
    await users.call('createMany', { data: rows(IDS) });
    const all = users.onAllShards();
    const low = IDS.filter((id) => id < 10n);
    expect(await kit.assertScatter(() => all.count(), NAMES)).toBe(30);
    expect(await all.count({ where: { id: { lt: 10n } } })).toBe(10);
    expect(await all.count({ select: { _all: true, name: true } })).toEqual({ _all: 30, name: 0 });
    const found = await kit.assertScatter(
      () => all.findMany({ where: { id: { lt: 10n } }, select: { id: true } }),
      NAMES,
    );
    const order = found.map(({ id }: Row) => NAMES.indexOf(shardOf(id)));
    expect(order).toEqual([...order].sort());
    expect(new Set(found.map(({ id }: Row) => id))).toEqual(new Set(low));
  });

  test('is lazy', async () => {
    const count = users.onAllShards().count();
    await new Promise((done) => setImmediate(done));
    expectNothingSent(queries);
    await users.call('create', { data: { id: 1n, email: 'a' } });
    expect(await count).toBe(1);
  });

  test.each([
    ['orderBy', 1, 'SG3042'],
    ['take', '1', 'SG3040'],
    ['take', 2 ** 31, 'SG3040'],
    ['skip', -1, 'SG3040'],
    ['cursor', 1, 'SG3040'],
    ['distinct', 1, 'SG3040'],
    ['distinct', ['nothing'], 'SG3040'],
  ])('refuses by name %s: %j', async (option, value, code) => {
    await kit.assertNoQueries(() =>
      expect(users.onAllShards().findMany({ [option]: value })).rejects.toMatchObject({
        code,
        message: expect.stringContaining(`\`${option}\``),
      }),
    );
  });

  test('refuses arguments that are no object', async () => {
    await expect(users.onAllShards().count(null)).rejects.toMatchObject({ code: 'SG3010' });
  });
});

describe('onShard', () => {
  test('reads one shard without a key', async () => {
    await users.call('createMany', { data: rows(IDS) });
    const own = IDS.filter((id) => shardOf(id) === 'shard_2');
    queries.clear();
    const reads = users.onShard('shard_2');
    expect(await reads.count()).toBe(own.length);
    expect(await reads.findMany({ orderBy: { id: 'asc' } })).toEqual(rows(own));
    expect(await reads.findFirst({ orderBy: { id: 'desc' } })).toEqual(rows(own).at(-1));
    expect(await reads.aggregate({ _max: { id: true } })).toEqual({ _max: { id: own.at(-1) } });
    expect(await reads.groupBy({ by: ['name'], _count: true })).toEqual([
      { name: null, _count: own.length },
    ]);
    const elsewhere = IDS.find((id) => shardOf(id) !== 'shard_2');
    expect(await reads.findUnique({ where: { id: elsewhere } })).toBeNull();
    expect(queries.shards).toEqual(['shard_2']);
  });

  test('has no writes', () => {
    expect(Object.keys(users.onShard('shard_1'))).toEqual([
      'findUnique',
      'findUniqueOrThrow',
      'findFirst',
      'findFirstOrThrow',
      'findMany',
      'count',
      'aggregate',
      'groupBy',
    ]);
  });

  test.each(['shard_9', 'constructor', '', undefined])('refuses the unknown shard %s', (name) => {
    const open = () => users.onShard(name as string);
    expect(open).toThrow(/SG3009.*\n.*"shard_1", "shard_2", "shard_3", "shard_4"/);
  });
});

test('a runtime works again after disconnect', async () => {
  await users.call('create', { data: { id: 1n, email: 'a' } });
  await shards.runtime.disconnect();
  expect(await users.onAllShards().count()).toBe(1);
});
