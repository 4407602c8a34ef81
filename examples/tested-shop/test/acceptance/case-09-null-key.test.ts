import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { assertNoQueries, assertQueriesOnShard, withVirtualShards } from '../shards.js';

// A row whose key is null would live on no shard, so there are no nullable keys, and null is no key.
test('case 9: a nullable key is a mistake in the schema', () => {
  const { status, stderr } = spawnSync(
    'npx',
    ['--no-install', 'shardgen', 'validate', '--schema', 'test/acceptance/nullable-key.prisma'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toContain('SG1208');
});

test('case 9: null asks neither of two shards, and 42 asks one', () =>
  withVirtualShards(2, async (db) => {
    await assertNoQueries(async () => {
      // @ts-expect-error: Type 'null' is not assignable
      const orders = db.order.findMany({ where: { userId: null } });
      await expect(orders).rejects.toMatchObject({ code: 'SG3002' });
    });
    await assertQueriesOnShard('shard_2', () => db.order.findMany({ where: { userId: 42n } }));
  }));
