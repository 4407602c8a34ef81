import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ScatterOptions } from '../../../runtime/index.js';
import { readScatterOptions } from '../../../runtime/scatter/options/read-options.js';
import { type ScatterCall, scatterCall } from '../../../runtime/scatter/scatter-call.js';
import type { VirtualShard } from '../../../runtime/testing/index.js';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';

let shards: FixtureShards;
let shard: VirtualShard;

const IDS = Array.from({ length: 20 }, (_, i) => BigInt(i));
const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

beforeAll(async () => {
  shards = await startFixtureShards('partial', { retries: 0 });
  shard = shards.virtual.shard('shard_3');
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.virtual.reset();
  const users = shards.repository('User');
  await users.call('createMany', { data: IDS.map((id) => ({ id, email: `u${id}` })) });
});

/** A call as those of this runtime are made, which does what the test says. */
function run<T>(
  options: ScatterOptions,
  work: (call: ScatterCall) => Promise<T>,
  method = 'findMany',
): Promise<unknown> {
  const { runtime } = shards;
  const asker = { model: 'User', method: 'onAllShards' } as const;
  const read = readScatterOptions(asker, options, runtime.running.settings);
  const scope = { runtime, plan: runtime.router.plan('User'), options: read };
  return scatterCall(scope, method, undefined, work);
}

/** How many rows of each shard there are. */
const perShard = async ({ ask }: ScatterCall) =>
  (await ask('count', undefined)).map(({ shard: index, value }) => [NAMES[index], value]);

const counts = (names: readonly string[]) =>
  names.map((name) => [
    name,
    IDS.filter((id) => shards.repository('User').route({ id }).shard === name).length,
  ]);

describe('a shard that fails after it has answered', () => {
  test('has no part in an answer that is partial: the call begins again without it', async () => {
    let begun = 0;
    const answer = await run({ onFailure: 'partial' }, async (call) => {
      begun += 1;
      const first = await perShard(call);
      if (begun === 1) await shard.down();
      return [first, await perShard(call)];
    });
    const left = counts(['shard_1', 'shard_2', 'shard_4']);
    expect(answer).toMatchObject({
      complete: false,
      missing: [{ shard: 'shard_3', state: 'unreachable', cause: { code: 'SG5001' } }],
      partial: [left, left],
    });
    expect(begun).toBe(2);
  });

  test('fails the call, where it has to be whole', async () => {
    const answer = run({}, async (call) => {
      await perShard(call);
      await shard.down();
      return perShard(call);
    });
    await expect(answer).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_3' }],
    });
  });
});

test('a shard that fails at once is left out, and the shards to ask are the others', async () => {
  await shard.down();
  const answer = await run({ onFailure: 'partial' }, async (call) => {
    await perShard(call);
    return call.shards;
  });
  expect(answer).toMatchObject({ complete: false, partial: [0, 1, 2, 3] });
  let begun = 0;
  await run({ onFailure: 'partial' }, async (call) => {
    begun += 1;
    return [await perShard(call), await perShard(call)];
  });
  expect(begun).toBe(1);
  const again = await run({ onFailure: 'partial' }, async ({ sql, shards: asked }) => {
    const rows = asked.map((index) => sql(index, { text: 'SELECT 1 AS one', values: [] }));
    await Promise.all(rows);
    return asked;
  });
  expect(again).toMatchObject({ complete: false, partial: [0, 1, 3] });
});

test('a shard that is asked although it is missing fails the call', async () => {
  await shard.down();
  const answer = run({ onFailure: 'partial' }, ({ sql }) =>
    sql(2, { text: 'SELECT 1 AS one', values: [] }),
  );
  await expect(answer).rejects.toMatchObject({ code: 'SG5002', failures: [{ shard: 'shard_3' }] });
});

test('when every shard fails there is no answer', async () => {
  for (const name of NAMES) await shards.virtual.shard(name).down();
  await expect(run({ onFailure: 'partial' }, perShard)).rejects.toMatchObject({
    code: 'SG5002',
    failures: NAMES.map((name) => ({ shard: name, state: 'unreachable' })),
  });
});

test('what is not about a shard is an error all the same', async () => {
  const mistake = new Error('a mistake');
  const answer = run({ onFailure: 'partial' }, async (call) => {
    await perShard(call);
    throw mistake;
  });
  await expect(answer).rejects.toBe(mistake);
});

test('a call that ends itself asks no more, and cancels what it has asked', async () => {
  const reason = new Error('enough');
  const answer = run({}, async (call) => {
    call.cancel(reason);
    return perShard(call);
  });
  await expect(answer).rejects.toBe(reason);
});

test('a call whose time is over while it waits for no shard says so', async () => {
  const answer = run({ deadlineMs: 50 }, () => new Promise<never>(() => undefined));
  await expect(answer).rejects.toMatchObject({ code: 'SG5016' });
});

test('writes that are cut off say what came of each shard', async () => {
  const outcome = await run(
    {},
    async ({ attempt, shards: asked }) => {
      await shard.down();
      const questions = asked.map((index) => ({
        shard: index,
        method: 'updateMany' as const,
        args: { data: { name: 'a' } },
      }));
      return (await attempt(questions)).map(({ ok }) => ok);
    },
    'updateMany',
  );
  expect(outcome).toEqual([true, true, false, true]);
});
