import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VirtualShard } from '../../../runtime/testing/index.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';
import type { LooseRepository } from '../runtime/fixture/repository.js';

let shards: FixtureShards;
let users: LooseRepository;
let shard: VirtualShard;

const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

beforeAll(async () => {
  shards = await startFixtureShards('health', {}, { time: 'fake' });
  users = shards.repository('User');
  shard = shards.virtual.shard('shard_2');
});
afterAll(() => shards.stop());
beforeEach(() => shards.virtual.reset());

const count = () => users.onAllShards().count();
const UNREACHABLE = { code: 'SG5002', failures: [{ shard: 'shard_2', state: 'unreachable' }] };
const DOWN = {
  code: 'SG5002',
  failures: [
    { shard: 'shard_2', state: 'down', cause: { code: 'SG5015', cause: { code: 'SG5001' } } },
  ],
};

async function failThrice(): Promise<void> {
  await shard.down();
  for (let i = 0; i < 3; i++) await expect(count()).rejects.toMatchObject(UNREACHABLE);
  shards.virtual.queries.clear();
}

test('a shard that failed three times in a row is not asked, and says since when', async () => {
  await failThrice();
  await expect(count()).rejects.toMatchObject(DOWN);
  await expect(count()).rejects.toThrow('is down since ');
  // No shard is asked for its part of an answer that cannot be.
  expectNothingSent(shards.virtual.queries);
});

test('others are asked, where the caller takes what there is', async () => {
  await failThrice();
  expect(await users.onAllShards({ onFailure: 'partial' }).count()).toMatchObject({
    complete: false,
    missing: [{ shard: 'shard_2', state: 'down', cause: { code: 'SG5015' } }],
    partial: 0,
  });
  expect(shards.virtual.queries.statements.map(({ shard: name }) => name).sort()).toEqual(
    NAMES.filter((name) => name !== 'shard_2'),
  );
});

test('writes are refused before any shard has written', async () => {
  await failThrice();
  const written = users.onAllShards().updateMany({ data: { name: 'a' } });
  await expect(written).rejects.toMatchObject(DOWN);
  expectNothingSent(shards.virtual.queries);
});

test('two failures are not enough, with an answer between', async () => {
  for (let i = 0; i < 2; i++) {
    await shard.down();
    for (let j = 0; j < 2; j++) await expect(count()).rejects.toMatchObject(UNREACHABLE);
    await shard.restore();
    expect(await count()).toBe(0);
  }
});

test('two probes in a row bring it back, and one does not', async () => {
  await failThrice();
  await shard.restore();
  await shards.virtual.clock.advance(1_000);
  await expect(count()).rejects.toMatchObject(DOWN);
  await shards.virtual.clock.advance(1_000);
  expect(await count()).toBe(0);
});

test('probes become rarer while they fail', async () => {
  await failThrice();
  const probes = async (ms: number) => {
    const before = shards.virtual.queries.statements.length;
    await shards.virtual.clock.advance(ms);
    return shards.virtual.queries.statements.length - before;
  };
  // After 1, 2, 4, 8 and 16 seconds, then after 30 each time: the next one is at 121.
  await probes(120_000);
  await shard.restore();
  expect(await probes(999)).toBe(0);
  expect(await probes(1)).toBe(1);
  await expect(count()).rejects.toMatchObject({ failures: [{ state: 'down' }] });
  expect(await probes(1_000)).toBe(1);
  expect(await count()).toBe(0);
});

describe('a shard that does not answer in time', () => {
  const timeOut = async () => {
    const counted = users.onAllShards({ deadlineMs: 100 }).count();
    const failed = expect(counted).rejects.toMatchObject({
      failures: [{ shard: 'shard_2', state: 'timed-out' }],
    });
    await shards.virtual.clock.advance(100);
    await failed;
  };

  test('is down when a probe does not reach it either', async () => {
    await shard.partition();
    for (let i = 0; i < 3; i++) await timeOut();
    await shards.virtual.clock.advance(2_000);
    await expect(count()).rejects.toMatchObject({
      failures: [{ shard: 'shard_2', state: 'down', cause: { code: 'SG5015' } }],
    });
    await shard.restore();
    await shards.virtual.clock.advance(30_000);
    await shards.virtual.clock.advance(1_000);
    expect(await count()).toBe(0);
  });

  test('is not down when it is only slow: a probe reaches it', async () => {
    await shard.slow(200);
    for (let i = 0; i < 5; i++) await timeOut();
    await shards.virtual.clock.advance(2_000);
    const counted = count().then((found) => found);
    await shards.virtual.clock.advance(200);
    expect(await counted).toBe(0);
  });
});

test('calls of one shard are not refused', async () => {
  await failThrice();
  await shard.restore();
  const id = Array.from({ length: 50 }, (_, i) => BigInt(i)).find(
    (each) => users.route({ id: each }).shard === 'shard_2',
  );
  await expect(users.call('findUnique', { where: { id } })).resolves.toBeNull();
});
