import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type InjectedFault,
  type RandomFaultsError,
  randomSeed,
  type StartedVirtualShards,
} from '../../../runtime/testing/index.js';
import type { LooseShards } from '../../support/generated-shards.js';
import { kitFor, usersOf } from './support/kit.js';

let virtual: StartedVirtualShards<LooseShards, string>;
let db: LooseShards;
let ids: readonly bigint[];

beforeAll(async () => {
  virtual = await (await kitFor('random-faults')).startVirtualShards(3);
  db = virtual.db;
  ids = virtual.names.flatMap((name) => usersOf(db, name, 4));
});
afterAll(() => virtual.stop());
beforeEach(async () => {
  await virtual.reset();
  await db['user']?.createMany({ data: ids.map((id) => ({ id, name: 'Ada' })) });
});

/** The same calls in the same order on each shard, the shards at the same time. */
async function work(): Promise<readonly boolean[]> {
  const outcomes = await Promise.all(
    virtual.names.map(async (name) => {
      const done: boolean[] = [];
      for (const id of ids.filter((one) => db['user']?.route({ id: one }).shard === name)) {
        for (const method of ['findUnique', 'update'] as const) {
          const args = { where: { id }, ...(method === 'update' ? { data: { name: 'Bob' } } : {}) };
          const call = db['user']?.[method](args) ?? Promise.reject(new Error('no model'));
          done.push(
            await call.then(
              () => true,
              () => false,
            ),
          );
        }
      }
      return done;
    }),
  );
  return outcomes.flat();
}

const sorted = (injected: readonly InjectedFault[]) =>
  injected.map(({ shard, statement, kind }) => `${shard} ${statement} ${kind}`).sort();

async function runWith(seed: number) {
  await virtual.reset();
  await db['user']?.createMany({ data: ids.map((id) => ({ id, name: 'Ada' })) });
  return virtual.withRandomFaults(
    seed,
    async ({ injected }) => ({ outcomes: await work(), injected: sorted(injected) }),
    { rate: 0.4 },
  );
}

describe('withRandomFaults', () => {
  test('the same seed hits the same statements; another seed hits others', async () => {
    const first = await runWith(7);
    expect(first.injected.length).toBeGreaterThan(2);
    expect(await runWith(7)).toEqual(first);
    expect((await runWith(8)).injected).not.toEqual(first.injected);
  });

  test('over many seeds every kind of fault happens, and rows are old or new, never lost', async () => {
    const seen = new Set<string>();
    await virtual.withRandomFaults(
      100,
      async ({ injected }) => {
        await work();
        for (const { kind } of injected) seen.add(kind);
      },
      { rate: 0.4, runs: 12 },
    );
    expect([...seen].sort()).toEqual(['crash', 'delay', 'error', 'lose-reply', 'lose-request']);
    const rows = await db['user']?.onAllShards().findMany();
    expect(rows).toHaveLength(ids.length);
    for (const { name } of rows) expect(['Ada', 'Bob']).toContain(name);
  });

  test('a failure carries the seed, what was injected, and its cause', async () => {
    const failing = virtual.withRandomFaults(
      41,
      async ({ seed }) => {
        await work();
        if (seed === 42) throw new Error('money is gone');
      },
      { rate: 0.5, runs: 5 },
    );
    const error: RandomFaultsError = await failing.then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code: 'SG7014', seed: 42, cause: { message: 'money is gone' } });
    expect(error.message).toMatch(/seed 42: money is gone[\s\S]*shard_\d, statement \d+: /);
    expect(error.fix).toContain('withRandomFaults(42');
  });

  test('faults end with the function', async () => {
    await virtual.withRandomFaults(1, work, { rate: 1 });
    expect(await work()).not.toContain(false);
  });

  test('only the kinds that are asked for', async () => {
    await virtual.withRandomFaults(
      3,
      async ({ injected }) => {
        expect(await work()).not.toContain(false);
        expect(new Set(injected.map(({ kind }) => kind))).toEqual(new Set(['delay']));
      },
      { rate: 0.5, kinds: ['delay'] },
    );
  });

  test.each([
    [1.5, {}, /`seed`/],
    [1, { rate: 2 }, /`rate`/],
    [1, { kinds: [] }, /`kinds`/],
    [1, { kinds: ['fire'] }, /`kinds`/],
    [1, { runs: 0 }, /`runs`/],
  ])('refuses seed %d with %j', async (seed, options, message) => {
    // Sound: JavaScript callers may give anything.
    const run = virtual.withRandomFaults(seed, () => undefined, options as never);
    await expect(run).rejects.toMatchObject({
      code: 'SG7010',
      message: expect.stringMatching(message),
    });
  });
});

describe('randomSeed', () => {
  test('takes SHARDGEN_SEED, else draws', () => {
    process.env['SHARDGEN_SEED'] = '123';
    expect(randomSeed()).toBe(123);
    process.env['SHARDGEN_SEED'] = 'x';
    expect(() => randomSeed()).toThrow(/SG7010/);
    delete process.env['SHARDGEN_SEED'];
    expect(new Set(Array.from({ length: 20 }, randomSeed)).size).toBeGreaterThan(15);
  });
});
