import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { isRunning } from '../../../runtime/cluster/server/process-liveness.js';
import type { StartedVirtualShards, VirtualShard } from '../../../runtime/testing/index.js';
import type { LooseShards } from '../../support/generated-shards.js';
import { type Kit, kitFor, usersOf } from './support/kit.js';
import { connectTo, onShard } from './support/look.js';

let kit: Kit;
let virtual: StartedVirtualShards<LooseShards, string>;
let db: LooseShards;
let shard: VirtualShard;
let ids: readonly bigint[];

beforeAll(async () => {
  kit = await kitFor('fault-mixtures');
  virtual = await kit.startVirtualShards(2);
  db = virtual.db;
  shard = virtual.shard('shard_2');
  ids = usersOf(db, 'shard_2', 60);
});
afterAll(() => virtual.stop());
beforeEach(() => virtual.reset());

// Calls are lazy: these begin at once.
const create = async (id = ids[0]) => db['user']?.create({ data: { id, name: 'Ada' } });
const createWithOrder = async (id = ids[0]) =>
  db['user']?.create({ data: { id, name: 'Ada', orders: { create: { id: 1 } } } });
const count = async () => db['user']?.onShard('shard_2').count();

describe('restore brings a shard back', () => {
  test('after a crash and a partition', async () => {
    await shard.crash();
    await shard.partition();
    await expect(create()).rejects.toMatchObject({ code: 'SG5001' });
    await shard.restore();
    await expect(count()).resolves.toBe(0);
  });

  test('when it overlapped a crash, at the next time', async () => {
    await Promise.all([shard.restore(), shard.crash()]);
    await expect(create()).rejects.toMatchObject({ code: 'SG5001' });
    await shard.restore();
    await expect(count()).resolves.toBe(0);
  });

  test('whose own server was killed from outside', async () => {
    await kit.withVirtualShards({ shards: 1, servers: 'separate' }, async (own, { shards }) => {
      await own['user']?.create({ data: { id: 1n, name: 'Ada' } });
      const { pid = 0 } = shards['shard_1'] ?? {};
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => isRunning(pid)).toBe(false);
      await shards['shard_1']?.restore();
      await expect(own['user']?.onAllShards().count()).resolves.toBe(1);
    });
  });

  test('but a random crash does not end what the test has set itself', async () => {
    await virtual.withRandomFaults(
      5,
      async ({ injected }) => {
        const crashing = count().catch(() => undefined);
        await vi.waitUntil(() => injected.length === 1, { interval: 1 });
        await shard.partition();
        await crashing;
      },
      { rate: 1, kinds: ['crash'] },
    );
    const partitioned = count();
    const early = await Promise.race([
      partitioned.then(() => 'answered'),
      new Promise((resolve) => setTimeout(resolve, 100, 'kept waiting')),
    ]);
    expect(early).toBe('kept waiting');
    await shard.restore();
    await expect(partitioned).resolves.toBe(0);
  });
});

describe('no connection is left broken', () => {
  test.each(['40001', { code: '23514' }, new Error('my own')])(
    'by a COMMIT that fails with %o',
    async (error) => {
      await shard.failNext({ on: 'transaction', after: 1, with: error });
      await expect(createWithOrder()).rejects.toThrow();
      for (let call = 0; call < 12; call += 1) await expect(count()).resolves.toBe(0);
    },
  );

  test('by random errors in transactions', async () => {
    await virtual.withRandomFaults(
      1,
      async () => {
        for (const id of ids.slice(0, 10)) await createWithOrder(id).catch(() => undefined);
      },
      { rate: 0.5, kinds: ['error'] },
    );
    for (let call = 0; call < 12; call += 1) await expect(count()).resolves.toBeLessThan(10);
  });
});

describe('random and scripted faults do not disturb each other', () => {
  test('random faults go on after a reset and a failNext', async () => {
    await virtual.withRandomFaults(
      2,
      async ({ injected }) => {
        await virtual.reset();
        await shard.failNext();
        for (let call = 0; call < 5; call += 1) await count().catch(() => undefined);
        expect(injected).toHaveLength(4);
      },
      { rate: 1, kinds: ['lose-request'] },
    );
  });

  test('a scripted fault outlives them', async () => {
    await virtual.withRandomFaults(3, () => shard.failNext({ on: 'write' }), { rate: 0 });
    await expect(create()).rejects.toThrow();
    await create();
  });
});

describe('errors are answers too', () => {
  test('a partition keeps them back', async () => {
    const other = await connectTo(shard);
    await other.query('BEGIN');
    await other.query(`INSERT INTO "User" VALUES (${ids[0]}, 'Bob')`);
    const duplicate = create();
    const outcome = duplicate.then(
      () => 'created',
      (error: { code: string }) => error.code,
    );
    await expect
      .poll(async () => {
        const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return (await onShard(shard, waiting)).length;
      })
      .toBe(1);
    await shard.partition();
    await other.query('COMMIT');
    await other.end();
    const early = await Promise.race([
      outcome,
      new Promise((resolve) => setTimeout(resolve, 100, 'kept waiting')),
    ]);
    expect(early).toBe('kept waiting');
    await shard.restore();
    await expect(outcome).resolves.toBe('P2002');
  });

  test('dropReply loses them', async () => {
    await create();
    await shard.dropReply({ on: 'write' });
    await expect(create()).rejects.toMatchObject({
      code: 'SG5001',
      cause: { code: 'P1017' },
    });
  });
});

describe('nothing runs on, and nothing hangs', () => {
  test('what was kept waiting is dropped at a reset', async () => {
    await shard.partition();
    const abandoned = ids.map((id) => create(id).catch(() => 'dropped'));
    await virtual.reset();
    expect(new Set(await Promise.all(abandoned))).toEqual(new Set(['dropped']));
    await expect(count()).resolves.toBe(0);
    expect(virtual.queries.statements).toHaveLength(1);
  });

  test('calls that wait for a connection settle when the shards stop', async () => {
    const leaving = await kit.startVirtualShards(1);
    await leaving.shard('shard_1').slow(60_000);
    const calls = Array.from({ length: 30 }, async () =>
      leaving.db['user']?.onAllShards().count(),
    ).map((call) => call.catch((error: { code: string }) => error.code));
    await leaving.stop();
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['SG5002']));
  });

  test('faults after the end are refused', async () => {
    const leaving = await kit.startVirtualShards(1);
    const gone = leaving.shard('shard_1');
    await leaving.stop();
    const asked = [gone.down(), gone.partition(), gone.failNext(), gone.crash(), gone.restore()];
    for (const outcome of await Promise.allSettled(asked)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SG7009' } });
    }
    await expect(leaving.withRandomFaults(1, () => 1)).rejects.toMatchObject({ code: 'SG7009' });
  });
});

describe('expectations miss nothing', () => {
  test('a BEGIN that fails is a query', async () => {
    await shard.failNext({ on: 'transaction' });
    const work = () => createWithOrder().catch(() => undefined);
    await expect(kit.assertNoQueries(work)).rejects.toMatchObject({ code: 'SG7007' });
  });

  test('finds that became one statement are everybody’s', async () => {
    const find = (id: bigint | undefined) => async () => db['user']?.findUnique({ where: { id } });
    await Promise.all([
      kit.assertQueriesOnShard('shard_2', find(ids[0])),
      kit.assertQueriesOnShard('shard_2', find(ids[1])),
    ]);
    const [, second] = await Promise.allSettled([
      kit.assertQueriesOnShard('shard_2', find(ids[0])),
      kit.assertNoQueries(find(ids[1])),
    ]);
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'SG7007' } });
  });

  test('a scatter has two shards at least, each named once', async () => {
    const all = () => db['user']?.onAllShards().count();
    const twice = kit.assertScatter(all, ['shard_1', 'shard_1']);
    await expect(twice).rejects.toMatchObject({ code: 'SG7010' });
  });

  test('the log knows its shards', () => {
    expect(() => virtual.queries.on('shrad_2')).toThrow(/SG7002[\s\S]*Did you mean "shard_2"/);
  });
});

describe('what JavaScript callers may give', () => {
  test('is refused by name', async () => {
    // Sound: JavaScript callers may give anything.
    const loose = kit as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
    for (const [method, ...given] of [
      ['withVirtualShards', 1],
      ['withVirtualShards', { shard: 1 }, () => 1],
      ['assertNoQueries'],
      ['assertScatter', () => 1, 'shard_1'],
    ] as const) {
      const refused = expect(loose[method]?.(...given)).rejects;
      await refused.toMatchObject({ code: 'SG7010' });
    }
    const unnamed = expect(loose['assertQueriesOnShard']?.(undefined, () => 1)).rejects;
    await unnamed.toMatchObject({ code: 'SG7002' });
    for (const options of [{ with: null }, { with: 5 }, { with: '00000' }]) {
      // Sound: as above.
      await expect(shard.failNext(options as never)).rejects.toMatchObject({ code: 'SG7010' });
    }
  });

  test('nested use is found whatever a test makes of stacks', async () => {
    const original = Error.prepareStackTrace;
    await kit.withVirtualShards(1, async () => {
      Error.prepareStackTrace = (_, frames) => frames;
      try {
        await expect(kit.startVirtualShards(1)).rejects.toMatchObject({ code: 'SG7004' });
      } finally {
        Error.prepareStackTrace = original;
      }
    });
  });
});
