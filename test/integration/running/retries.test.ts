import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { VirtualShard } from '../../../runtime/testing/index.js';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';
import type { LooseRepository } from '../runtime/fixture/repository.js';

let shards: FixtureShards;
let users: LooseRepository;
let shard: VirtualShard;

const IDS = Array.from({ length: 20 }, (_, i) => BigInt(i));

beforeAll(async () => {
  shards = await startFixtureShards('retries');
  users = shards.repository('User');
  shard = shards.virtual.shard('shard_3');
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.virtual.reset();
  await users.call('createMany', { data: IDS.map((id) => ({ id, email: `u${id}` })) });
  shards.virtual.queries.clear();
});

/** How often each shard was asked for rows. */
const reads = () =>
  shards.virtual.queries.statements.filter(
    ({ kind, shard: name }) => kind === 'read' && name === 'shard_3',
  ).length;

const PASSING = ['40001', '40P01', '53300', '57P01', '08006', 'connection lost'];

describe.each(PASSING)('after %s', (error) => {
  test('a read is repeated, as often as is said', async () => {
    await shard.failNext({ with: error, times: 2 });
    expect(await users.onAllShards().count()).toBe(IDS.length);
    expect(reads()).toBe(3);
  });

  test('a read that fails each time is an error', async () => {
    await shard.failNext({ with: error, times: 3 });
    await expect(users.onAllShards().count()).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_3' }],
    });
    expect(reads()).toBe(3);
  });

  test('a write is not repeated', async () => {
    await shard.failNext({ on: 'write', with: error });
    const written = users.onAllShards().updateMany({ data: { name: 'a' } });
    await expect(written).rejects.toMatchObject({ failures: [{ shard: 'shard_3' }] });
  });
});

test('a lost answer is asked for again', async () => {
  await shard.dropReply({ on: 'read' });
  expect(await users.onAllShards().findMany()).toHaveLength(IDS.length);
});

test.each(['XX000', '42P01', '22003', '57014'])(
  'a read that failed by %s is not repeated',
  async (error) => {
    await shard.failNext({ with: error });
    await expect(users.onAllShards().count()).rejects.toMatchObject({
      code: 'SG5002',
      failures: [{ shard: 'shard_3', state: 'failed' }],
    });
    expect(reads()).toBe(1);
  },
);

test('a mistake of the caller is not repeated', async () => {
  await expect(users.onAllShards().count({ where: { nothing: 1 } })).rejects.toMatchObject({
    name: 'PrismaClientValidationError',
  });
  expect(shards.virtual.queries.statements).toEqual([]);
});
