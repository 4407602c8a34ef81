import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createShardRuntime } from '../../../runtime/index.js';
import type { VirtualShard } from '../../../runtime/testing/index.js';
import { manifest } from '../../unit/runtime/fixture/manifest.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import { type LooseRepository, type Row, repositoryOf } from './fixture/repository.js';

const IDS = Array.from({ length: 30 }, (_, i) => BigInt(i));
const NAMES = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];

let shards: FixtureShards;
let users: LooseRepository;

beforeAll(async () => {
  shards = await startFixtureShards('failing-shard');
  users = shards.repository('User');
});

afterAll(() => shards.stop());

beforeEach(() => shards.virtual.reset());

const rows = IDS.map((id) => ({ id, email: `u${id}` }));

const shardOf = (id: bigint) => {
  const route = users.route({ id });
  return route.shard;
};

/** What SG5003 says that the others wrote. */
const writtenWithout = (failed: string) =>
  NAMES.filter((name) => name !== failed).map((shard) => ({
    shard,
    count: IDS.filter((id) => shardOf(id) === shard).length,
  }));

/** What a shard does, the cause that SG5003 names, and how often its rows are there afterwards. */
const FAULTS: Readonly<
  Record<string, readonly [(shard: VirtualShard) => Promise<void>, code: string, times: 0 | 1]>
> = {
  'has an error': [(shard) => shard.failNext({ on: 'write', with: '40001' }), 'P2034', 0],
  'loses the request': [(shard) => shard.failNext({ with: 'connection lost' }), 'SG5001', 0],
  'loses its answer': [(shard) => shard.dropReply({ on: 'write' }), 'SG5001', 1],
  'is down': [(shard) => shard.down(), 'SG5001', 0],
  'has crashed': [(shard) => shard.crash(), 'SG5001', 0],
};

describe.each(Object.entries(FAULTS))('when a shard %s', (_, [fail, code, times]) => {
  test.each(NAMES)('%s: says what was written, and that is what is there', async (name) => {
    await fail(shards.virtual.shard(name));
    await expect(users.call('createMany', { data: rows })).rejects.toMatchObject({
      code: 'SG5003',
      written: writtenWithout(name),
      failures: [{ shard: name, cause: { code } }],
    });
    await shards.virtual.shard(name).restore();
    for (const { shard, count } of writtenWithout(name)) {
      expect(await users.onShard(shard).count()).toBe(count);
    }
    // Nobody can know whether a shard wrote that gave no answer: it is never said to have written.
    const own = IDS.filter((id) => shardOf(id) === name).length;
    expect(await users.onShard(name).count()).toBe(own * times);
  });
});

describe('a shard that cannot be reached', () => {
  const lost = () => IDS.find((id) => shardOf(id) === 'shard_2');

  test('is named in the error, with its server and without its password', async () => {
    const urls = NAMES.map((name, i) => [name, shards.urls[i] ?? '']);
    const runtime = createShardRuntime({
      manifest,
      PrismaClient: shards.PrismaClient,
      options: {
        // Nothing listens on the discard port.
        shards: {
          ...Object.fromEntries(urls),
          shard_2: 'postgres://shop:hunter2@127.0.0.1:9/shop',
        },
      },
    });
    const id = lost();
    const broken = repositoryOf(runtime, 'User');
    for (const call of [
      broken.call('findUnique', { where: { id } }),
      broken.call('findUnique', { where: { id } })['orders']?.(),
      broken.call('create', { data: { id, email: 'x' } }),
      broken.onShard('shard_2').count(),
    ]) {
      const error: Row = await call?.catch((caught: unknown) => caught);
      expect(error).toMatchObject({
        name: 'ShardUnreachableError',
        code: 'SG5001',
        shard: 'shard_2',
      });
      expect(error.message).toMatch(
        /^SG5001: User\.\w+\(\): shard "shard_2" \(127\.0\.0\.1:9\/shop\) cannot be reached/,
      );
      expect(error.message).not.toContain('hunter2');
      expect(error.cause.code).toBe('P1001');
    }
    await runtime.disconnect();
  });

  test('does not disturb the others, and fails a scatter as a whole, by name', async () => {
    await users.call('createMany', { data: rows });
    await shards.virtual.shard('shard_2').down();
    await expect(users.call('count', { where: { id: lost() } })).rejects.toMatchObject({
      code: 'SG5001',
      shard: 'shard_2',
    });
    const id = IDS.find((each) => shardOf(each) !== 'shard_2') ?? 0n;
    await users.call('update', { where: { id }, data: { name: 'y' } });
    expect(await users.call('findUnique', { where: { id } })).toMatchObject({ name: 'y' });
    await expect(users.onAllShards().findMany()).rejects.toMatchObject({
      name: 'ScatterError',
      code: 'SG5002',
      message: expect.stringContaining('1 of 4 shards failed'),
      failures: [{ shard: 'shard_2', cause: { code: 'SG5001' } }],
    });
  });
});
