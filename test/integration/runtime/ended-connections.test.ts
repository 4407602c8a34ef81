import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createShardRuntime } from '../../../runtime/index.js';
import { manifest } from '../../unit/runtime/fixture/manifest.js';
import { onShard } from '../testing/support/look.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import { startHoldingProxy } from './fixture/holding-proxy.js';
import { repositoryOf } from './fixture/repository.js';

/** The driver's own limit of connections. */
const CONNECTIONS = 10;

let shards: FixtureShards;

beforeAll(async () => {
  shards = await startFixtureShards('ended-connections');
});

afterAll(() => shards.stop());

test('a server that says farewell behind an answer does not end the process', async () => {
  const proxy = await startHoldingProxy(shards.urls[0] ?? '');
  const runtime = createShardRuntime({
    manifest,
    PrismaClient: shards.PrismaClient,
    options: {
      shards: Object.fromEntries(
        shards.virtual.names.map((name, i) => [name, i === 0 ? proxy.url : (shards.urls[i] ?? '')]),
      ),
    },
  });
  onTestFinished(async () => {
    await runtime.disconnect();
    await proxy.stop();
  });
  const users = repositoryOf(runtime, 'User');
  const here = Array.from({ length: 200 }, (_, i) => BigInt(i)).filter(
    (id) => users.route({ id }).shard === 'shard_1',
  );
  const asks = here.slice(0, CONNECTIONS);
  const count = async (id: bigint) => users.call('count', { where: { id } });
  // Transactions wait for a connection: each is handed one in the moment that an answer frees it.
  const create = async (id: bigint) =>
    users.call('create', {
      data: { id, email: `w${id}`, orders: { create: { id: 1, total: 1 } } },
    });

  await Promise.all(asks.map(count));
  proxy.hold();
  const answers = asks.map(count);
  await expect.poll(() => proxy.held()).toEqual({ answered: CONNECTIONS, ended: 0 });
  const waiting = asks.map((id) =>
    create(id).then(
      () => 'created',
      (error: { code?: string }) => error.code,
    ),
  );
  await onShard(
    shards.virtual.shard('shard_1'),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  await expect.poll(() => proxy.held().ended).toBe(CONNECTIONS);
  proxy.release();

  expect(await Promise.all(answers)).toEqual(asks.map(() => 0));
  expect(await Promise.all(waiting)).toEqual(asks.map(() => 'SG5001'));
  expect(await count(here[0] ?? 0n)).toBe(0);
});
