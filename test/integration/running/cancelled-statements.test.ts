import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createShardRuntime, type ShardRuntime } from '../../../runtime/index.js';
import { manifest } from '../../unit/runtime/fixture/manifest.js';
import { type FixtureShards, startFixtureShards } from '../runtime/fixture/fixture-shards.js';
import { repositoryOf } from '../runtime/fixture/repository.js';
import { lockTable, query, statementsOf, untilIdle } from './running-statements.js';

let shards: FixtureShards;

/** Long enough for new connections on a busy machine. */
const DEADLINE_MS = 3_000;

beforeAll(async () => {
  shards = await startFixtureShards('cancelled-statements');
});

afterAll(() => shards.stop());

beforeEach(() => shards.virtual.reset());

/** A client as in production, with a deadline. */
function clientWith(deadlineMs: number): ShardRuntime {
  const urls = shards.virtual.names.map((name, i) => [name, shards.urls[i] ?? '']);
  return createShardRuntime({
    manifest,
    PrismaClient: shards.PrismaClient,
    options: { shards: Object.fromEntries(urls), deadlineMs },
  });
}

/** The kit's connections have a class of their own. */
describe.each(['production', 'the kit'])('a client of %s', (kind) => {
  test('cancels the statement of a call whose time is over, and nothing else', async () => {
    const own =
      kind === 'production'
        ? undefined
        : await shards.kit.startVirtualShards({ shards: 4, deadlineMs: DEADLINE_MS });
    const runtime = own?.db.runtime ?? clientWith(DEADLINE_MS);
    const users = repositoryOf(runtime, 'User');
    const { shard } = users.route({ id: 1n });
    const { url } = (own ?? shards.virtual).shard(shard);
    await query(url, `INSERT INTO "User" (id, email) VALUES (1, 'a')`);
    const lock = await lockTable(url, 'User');
    try {
      const write = users.call('update', { where: { id: 1n }, data: { email: 'b' } });
      await expect(write).rejects.toMatchObject({ code: 'SG5004' });
      await untilIdle(url);
      expect(await statementsOf(url)).toEqual([]);
    } finally {
      await lock.release();
    }
    // The connections are as good as before.
    for (let i = 0; i < 20; i++) {
      expect(await users.call('findUnique', { where: { id: 1n } })).toMatchObject({ email: 'a' });
    }
    await runtime.disconnect();
    await own?.stop();
  });
});
