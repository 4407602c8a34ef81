import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createShardRuntime, type ShardRuntime } from '../../../runtime/index.js';
import type { QueryLog } from '../../../runtime/testing/index.js';
import { manifest } from '../../unit/runtime/fixture/manifest.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import { type LooseRepository, type Row, repositoryOf } from './fixture/repository.js';

const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'] as const;

let shards: FixtureShards;
let queries: QueryLog;
let users: LooseRepository;

/** Keys that live on one shard. */
const idsOn = (name: string, count: number) =>
  Array.from({ length: 200 }, (_, i) => BigInt(i))
    .filter((id) => {
      const route = users.route({ id });
      return route.shard === name;
    })
    .slice(0, count);

const rows = (ids: readonly bigint[]) => ids.map((id) => ({ id, email: `b${id}` }));

beforeAll(async () => {
  shards = await startFixtureShards('connections');
  queries = shards.virtual.queries;
});

afterAll(() => shards.stop());

beforeEach(async () => {
  await shards.virtual.reset();
  users = shards.repository('User');
});

describe('statements', () => {
  test('of a routed call reach no other shard', async () => {
    const [id] = idsOn('shard_2', 1);
    await shards.kit.assertQueriesOnShard('shard_2', () =>
      users.call('findMany', { where: { id }, include: { orders: true } }),
    );
  });

  test('of findUnique calls of one tick are batched per shard, as Prisma does', async () => {
    const ids = [...idsOn('shard_1', 10), ...idsOn('shard_4', 10)];
    await users.call('createMany', { data: rows(ids) });
    queries.clear();
    const found = await Promise.all(ids.map((id) => users.call('findUnique', { where: { id } })));
    expect(found.map((row) => row.id)).toEqual(ids);
    expect(queries.statements.map(({ shard, rows }) => [shard, rows]).sort()).toEqual([
      ['shard_1', 10],
      ['shard_4', 10],
    ]);
  });

  test('of rows of one shard are one createMany', async () => {
    await users.call('createMany', { data: rows(idsOn('shard_1', 5)) });
    expect(queries.statements).toMatchObject([
      { shard: 'shard_1', kind: 'write', rows: 5, sql: expect.stringContaining('INSERT') },
    ]);
  });

  test('a split createMany writes what its arguments were at the first then', async () => {
    const [first = 0n] = idsOn('shard_1', 1);
    const [second = 0n] = idsOn('shard_2', 1);
    const data = [first, second].map((id) => ({ id, email: `m${id}` }));
    const made = users.call('createManyAndReturn', { data }).then((rows) => rows);
    for (const row of data) row.id = 199n;
    expect((await made).map((row: Row) => row.id)).toEqual([first, second]);
  });
});

describe("a caller's own adapter and client", () => {
  /** Shards whose adapter was made, in order. */
  let opened: string[] = [];
  /** The clients that the runtime made. */
  let clients: Row[] = [];
  let runtime: ShardRuntime;

  beforeEach(() => {
    opened = [];
    clients = [];
    // Sound: called with `new`, a function that returns an object constructs that object.
    const Recording = function record(options: never) {
      const client = new shards.PrismaClient(options);
      clients.push(client);
      return client;
    } as unknown as typeof shards.PrismaClient;
    runtime = createShardRuntime({
      manifest,
      PrismaClient: Recording,
      options: {
        shards: Object.fromEntries(NAMES.map((name, i) => [name, shards.urls[i] ?? ''])),
        adapter({ name, url }) {
          opened.push(name);
          return new PrismaPg({ connectionString: url });
        },
        client: { errorFormat: 'minimal' },
      },
    });
    users = repositoryOf(runtime, 'User');
  });

  afterEach(() => runtime.disconnect());

  test('are opened by the first call to a shard, one client each', async () => {
    expect(opened).toEqual([]);
    const ids = idsOn('shard_3', 2);
    for (const id of ids) await users.call('findUnique', { where: { id } });
    expect(opened).toEqual(['shard_3']);
    await users.onAllShards().count();
    expect([...opened].sort()).toEqual([...NAMES]);
    expect(clients.length).toBe(4);
  });

  test("a call can be part of its own client's batch transaction", async () => {
    const [a = 0n, b = 0n] = idsOn('shard_2', 12).slice(10);
    await users.call('count', { where: { id: a } });
    const batch = (first: bigint, second: bigint) =>
      clients[0].$transaction([
        users.call('create', { data: { id: first, email: `t${first}` } }),
        users.call('create', { data: { id: second, email: `t${second}` } }),
      ]);
    await expect(batch(a, a)).rejects.toMatchObject({ code: 'P2002' });
    expect(await users.call('findUnique', { where: { id: a } })).toBeNull();
    expect((await batch(a, b)).map((row: Row) => row.id)).toEqual([a, b]);
  });

  test('a connection that dies during a query is a shard that cannot be reached', async () => {
    const [id = 0n] = idsOn('shard_1', 1);
    await users.call('count', { where: { id } });
    const other = new pg.Client({ connectionString: shards.urls[0] });
    await other.connect();
    await other.query('BEGIN; LOCK TABLE "User" IN ACCESS EXCLUSIVE MODE');
    const blocked = users.call('count', { where: { id } }).catch((error: unknown) => error);
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await other.query(end)).rowCount === 0)
      await new Promise((done) => setTimeout(done, 10));
    expect(await blocked).toMatchObject({ code: 'SG5001', shard: 'shard_1' });
    await other.query('ROLLBACK');
    await other.end();
    expect(await users.call('count', { where: { id } })).toBeTypeOf('number');
  });
});
