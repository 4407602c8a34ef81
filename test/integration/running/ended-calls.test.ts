import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import type { Loose } from '../../support/generated-shards.js';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';
import { type LooseRepository, repositoryOf } from '../runtime/fixture/repository.js';
import {
  lockTable,
  query,
  statementsOf,
  type TableLock,
  untilIdle,
  untilRuns,
} from './running-statements.js';

let shards: FixtureShards;
let users: LooseRepository;
let lock: TableLock;

const IDS = Array.from({ length: 20 }, (_, i) => BigInt(i));
/** Its table is locked. */
const SLOW = 'shard_2';
/** Long enough for the other shards on a busy machine. */
const DEADLINE_MS = 4_000;

beforeAll(async () => {
  shards = await startFixtureShards('ended-calls');
  users = shards.repository('User');
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.virtual.reset();
  await users.call('createMany', { data: IDS.map((id) => ({ id, email: `u${id}` })) });
  // Connections are there, so that the first question is no slower than the others.
  await users.onAllShards().count();
  const { url } = shards.virtual.shard(SLOW);
  lock = await lockTable(url, 'User');
  shards.virtual.queries.clear();
  return () => lock.release();
});

const others = () => IDS.filter((id) => users.route({ id }).shard !== SLOW);

/** Nothing runs on after the error, on any shard. */
async function expectIdle(): Promise<void> {
  for (const name of shards.virtual.names) {
    const { url } = shards.virtual.shard(name);
    await untilIdle(url);
    expect(await statementsOf(url)).toEqual([]);
  }
}

describe('a deadline', () => {
  test('ends the call, and what runs in the databases', async () => {
    const counted = users.onAllShards({ deadlineMs: DEADLINE_MS }).count();
    await expect(counted).rejects.toMatchObject({
      code: 'SG5002',
      failures: [
        { shard: SLOW, state: 'timed-out', cause: { code: 'SG5004', deadlineMs: DEADLINE_MS } },
      ],
    });
    await expectIdle();
    await lock.release();
    expect(await users.onAllShards({ deadlineMs: 30_000 }).count()).toBe(IDS.length);
  });

  test('leaves out the shard that was late, where the caller wants that', async () => {
    const options = { deadlineMs: DEADLINE_MS, onFailure: 'partial' };
    const counted = await users.onAllShards(options).count();
    expect(counted).toMatchObject({
      complete: false,
      missing: [{ shard: SLOW, state: 'timed-out', cause: { code: 'SG5004' } }],
      partial: others().length,
    });
    expect(counted).not.toHaveProperty('result');
    await expectIdle();
    await lock.release();
    expect(await users.onAllShards({ ...options, deadlineMs: 30_000 }).count()).toEqual({
      complete: true,
      missing: [],
      result: IDS.length,
    });
  });

  test('counts the time in the queue', async () => {
    const counted = users
      .onShards([SLOW, 'shard_3'], { deadlineMs: DEADLINE_MS, concurrency: 1 })
      .count();
    await expect(counted).rejects.toMatchObject({
      code: 'SG5002',
      failures: [
        { shard: SLOW, state: 'timed-out' },
        { shard: 'shard_3', state: 'timed-out' },
      ],
    });
    expect(shards.virtual.queries.statements.map(({ shard }) => shard)).toEqual([SLOW]);
  });

  test('of the call counts, not that of the client', async () => {
    const limited = await shards.kit.startVirtualShards({ shards: 4, deadlineMs: 60_000 });
    try {
      const { url } = limited.shard(SLOW);
      const held = await lockTable(url, 'User');

      const own = repositoryOf(limited.db.runtime, 'User');
      await expect(own.onShards([SLOW], { deadlineMs: DEADLINE_MS }).count()).rejects.toMatchObject(
        {
          failures: [{ cause: { deadlineMs: DEADLINE_MS } }],
        },
      );
      await held.release();
    } finally {
      await limited.stop();
    }
  });
});

describe('a signal', () => {
  test('that has ended the call already: no shard is asked', async () => {
    const reason = new Error('not any more');
    const signal = AbortSignal.abort(reason);
    await expect(users.onAllShards({ signal }).count()).rejects.toBe(reason);
    expectNothingSent(shards.virtual.queries);
  });

  test('ends the call with its reason, and what runs in the databases', async () => {
    const controller = new AbortController();
    const counted = users.onAllShards({ signal: controller.signal, onFailure: 'partial' }).count();
    const failed = expect(counted).rejects.toMatchObject({ name: 'AbortError' });
    await untilRuns(shards.virtual.shard(SLOW).url);
    controller.abort();
    await failed;
    await expectIdle();
  });

  test('with any reason, as fetch has it', async () => {
    const controller = new AbortController();
    const found = users.onAllShards({ signal: controller.signal }).findMany();
    const failed = expect(found).rejects.toBe('enough');
    await untilRuns(shards.virtual.shard(SLOW).url);
    controller.abort('enough');
    await failed;
  });

  test('ends no other call, also where Prisma makes one statement of both', async () => {
    const controller = new AbortController();
    const id = IDS.find((each) => users.route({ id: each }).shard === SLOW);
    const where = { email: `u${id}` };
    const first = users.onShards([SLOW], { signal: controller.signal }).findUnique({ where });
    const failed = expect(first).rejects.toMatchObject({ name: 'AbortError' });
    const second = users.onShards([SLOW]).findUnique({ where: { email: 'nobody' } });
    const third = users.onShards([SLOW]).findUnique({ where });
    const found = Promise.all([second, third]);
    await untilRuns(shards.virtual.shard(SLOW).url);
    const { url } = shards.virtual.shard(SLOW);
    expect(await statementsOf(url)).toHaveLength(1);
    controller.abort();
    await failed;
    await lock.release();
    expect(await found).toEqual([null, { id, email: `u${id}`, name: null }]);
  });

  test('ends no call of one shard that Prisma has made part of its statement', async () => {
    const controller = new AbortController();
    const id = IDS.find((each) => users.route({ id: each }).shard === SLOW);
    const where = { email: `u${id}` };
    const first = users.onShards([SLOW], { signal: controller.signal }).findUnique({ where });
    const failed = expect(first).rejects.toMatchObject({ name: 'AbortError' });
    // Prisma has the first call, and has not sent it yet.
    for (let i = 0; i < 10; i++) await undefined;
    const second = users.onShard(SLOW).findUnique({ where });
    const found = Promise.all([second]);
    const { url } = shards.virtual.shard(SLOW);
    await untilRuns(url);
    controller.abort();
    await failed;
    // Time for what must not happen.
    await query(url, 'SELECT pg_sleep(0.3)');
    expect(await statementsOf(url)).toHaveLength(1);
    await lock.release();
    expect(await found).toEqual([{ id, email: `u${id}`, name: null }]);
  });

  test('ends a statement that several calls share, when all of them have ended', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const ends = ['u1', 'u2'].map((email) =>
      expect(
        users.onShards([SLOW], { signal }).findUnique({ where: { email } }),
      ).rejects.toMatchObject({ name: 'AbortError' }),
    );
    await untilRuns(shards.virtual.shard(SLOW).url);
    controller.abort();
    await Promise.all(ends);
    await expectIdle();
  });

  test('of another realm ends a stream, and what it has running', async () => {
    const signal = Object.assign(new EventTarget(), { aborted: false, reason: 'enough' });
    const all: Loose = users.onAllShards({ signal });
    const failed = expect(all.stream()[Symbol.asyncIterator]().next()).rejects.toBe('enough');
    await untilRuns(shards.virtual.shard(SLOW).url);
    signal.aborted = true;
    signal.dispatchEvent(new Event('abort'));
    await failed;
    await expectIdle();
  });

  test('after the answer changes nothing', async () => {
    const controller = new AbortController();
    const counted = await users
      .onShards(['shard_1', 'shard_3', 'shard_4'], { signal: controller.signal })
      .count();
    controller.abort();
    expect(counted).toBe(others().length);
  });
});

describe('bytes', () => {
  test('more than the call may receive end it, and what runs in the databases', async () => {
    await lock.release();
    const name = 'x'.repeat(10_000);
    await users.onAllShards().updateMany({ data: { name } });
    const found = users.onAllShards({ maxBytes: 60_000 }).findMany();
    await expect(found).rejects.toMatchObject({ code: 'SG5014' });
    await expectIdle();
    expect(await users.onAllShards({ maxBytes: 1_000_000 }).findMany()).toHaveLength(IDS.length);
  });
});

test('writes and parts of answers have no partial answer', async () => {
  const partial = users.onAllShards({ onFailure: 'partial' });
  for (const method of ['updateMany', 'deleteMany'] as const) {
    await expect(partial[method]({ data: {} })).rejects.toMatchObject({ code: 'SG5011' });
  }
  expectNothingSent(shards.virtual.queries);
});
