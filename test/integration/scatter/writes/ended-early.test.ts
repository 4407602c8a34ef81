import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createShardRuntime, type ShardRuntimeOptions } from '../../../../runtime/index.js';
import type { Loose } from '../../../support/generated-shards.js';
import { manifest } from '../../../unit/runtime/fixture/manifest.js';
import { lockTable, untilIdle, untilRuns } from '../../running/running-statements.js';
import { type FixtureShards, startFixtureShards } from '../../runtime/fixture/fixture-shards.js';
import { type LooseRepository, repositoryOf } from '../../runtime/fixture/repository.js';

const IDS = Array.from({ length: 30 }, (_, i) => BigInt(i));
const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];
const RENAME = { data: { name: 'new' } };

let shards: FixtureShards;
let users: LooseRepository;

beforeAll(async () => {
  shards = await startFixtureShards('scatter-writes-ended-early');
  users = shards.repository('User');
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.virtual.reset();
  await users.call('createMany', { data: IDS.map((id) => ({ id, email: `u${id}` })) });
});

const countOf = (shard: string) => IDS.filter((id) => users.route({ id }).shard === shard).length;
const writesBut = (...others: string[]) =>
  NAMES.filter((name) => !others.includes(name)).map((shard) => ({ shard, count: countOf(shard) }));
const renamed = () => users.onAllShards().count({ where: { name: 'new' } });

const urlOf = (name: string) => shards.virtual.shard(name).url;

test('a write whose time is over says which shards have written, and sends nothing more', async () => {
  const lock = await lockTable(urlOf('shard_3'), 'User');
  // Long enough for the other shards on a busy machine.
  const error = await (users.onAllShards({ deadlineMs: 3_000 }) as Loose)
    .updateMany(RENAME)
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'SG5003',
    written: writesBut('shard_3'),
    failures: [{ shard: 'shard_3', state: 'unknown', cause: { code: 'SG5004' } }],
  });
  // The lock is still there: the statement was cancelled, and does not run on behind it.
  await untilIdle(urlOf('shard_3'));
  await lock.release();
  expect(await renamed()).toBe(IDS.length - countOf('shard_3'));
});

test('a write that its signal ends says the same, with the reason as the cause', async () => {
  const lock = await lockTable(urlOf('shard_2'), 'User');
  const stop = new AbortController();
  const write = (users.onAllShards({ signal: stop.signal }) as Loose)
    .updateMany(RENAME)
    .catch((caught: unknown) => caught);
  await expect
    .poll(() => users.onShard('shard_4').count({ where: { name: 'new' } }))
    .toBe(countOf('shard_4'));
  const reason = new Error('not any more');
  stop.abort(reason);
  expect(await write).toMatchObject({
    code: 'SG5003',
    failures: [{ shard: 'shard_2', state: 'unknown', cause: reason }],
  });
  await lock.release();
});

test('the reason of a signal says nothing of a shard, whatever it looks like', async () => {
  const refused = await users.call('create', { data: { id: 0n, email: 'u0' } }).catch((e) => e);
  expect(refused).toMatchObject({ code: 'P2002' });
  const lock = await lockTable(urlOf('shard_2'), 'User');
  const stop = new AbortController();
  const write = (
    users.onShards(['shard_2', 'shard_3'], { signal: stop.signal, concurrency: 1 }) as Loose
  )
    .updateMany(RENAME)
    .catch((caught: unknown) => caught);
  await untilRuns(urlOf('shard_2'));
  stop.abort(refused);
  expect(await write).toMatchObject({
    code: 'SG5003',
    written: [],
    failures: [
      { shard: 'shard_2', state: 'unknown', cause: refused },
      // It waited for its turn.
      { shard: 'shard_3', state: 'failed', cause: refused },
    ],
  });
  await lock.release();
});

test('a write whose signal says so before it begins is not sent', async () => {
  const signal = AbortSignal.abort(new Error('no'));
  shards.virtual.queries.clear();
  const write = (users.onAllShards({ signal }) as Loose).updateMany(RENAME);
  await expect(write).rejects.toThrow('no');
  expect(shards.virtual.queries.statements).toEqual([]);
});

/** The same shards behind a client with settings of its own. */
async function withClient(
  options: Omit<ShardRuntimeOptions, 'shards'>,
  work: (users: LooseRepository) => Promise<void>,
): Promise<void> {
  const urls = NAMES.map((name, i) => [name, shards.urls[i] ?? '']);
  const runtime = createShardRuntime({
    manifest,
    PrismaClient: shards.PrismaClient,
    options: { ...options, shards: Object.fromEntries(urls) },
  });
  try {
    await work(repositoryOf(runtime, 'User'));
  } finally {
    await runtime.disconnect();
  }
}

test('shards whose questions found no place have written nothing, the others say what they wrote', () =>
  withClient({ scatter: { processConcurrency: 2, queue: 0 } }, async (own) => {
    const error: Loose = await (own.onAllShards() as Loose)
      .updateMany(RENAME)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'SG5003',
      written: writesBut('shard_3', 'shard_4'),
      failures: ['shard_3', 'shard_4'].map((shard) => ({
        ...{ shard, state: 'failed' },
        cause: { code: 'SG5012' },
      })),
    });
    expect(await renamed()).toBe(countOf('shard_1') + countOf('shard_2'));
  }));

test('nothing is written while a shard is known to be down', async () => {
  await shards.virtual.shard('shard_4').down();
  for (let i = 0; i < 3; i++) {
    await users
      .onAllShards()
      .count()
      .catch(() => undefined);
  }
  shards.virtual.queries.clear();
  const error = await (users.onAllShards() as Loose)
    .deleteMany()
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({
    code: 'SG5003',
    written: [],
    failures: [{ shard: 'shard_4', state: 'failed', cause: { code: 'SG5015' } }],
  });
  expect(shards.virtual.queries.statements.filter(({ kind }) => kind === 'write')).toEqual([]);
});

test('there is no partial answer of a write', async () => {
  const write = (users.onAllShards({ onFailure: 'partial' }) as Loose).updateMany(RENAME);
  await expect(write).rejects.toMatchObject({ code: 'SG5011' });
});
