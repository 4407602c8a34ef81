/** A test of the example project by a user who has no vitest. */
export const NODE_TEST = `import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createTestingKit, type StartedVirtualShards } from 'shardgen/testing';
import { createShards } from '../../src/generated/shards/index.js';

const kit = createTestingKit({ createShards, schema: 'prisma/schema.prisma' });
let virtual: StartedVirtualShards<ReturnType<typeof createShards>, string>;

before(async () => {
  virtual = await kit.startVirtualShards(4);
});
beforeEach(() => virtual.reset());
after(() => virtual.stop());

test('rows are written and read on their shard', async () => {
  const { db, queries } = virtual;
  await db.user.create({ data: { id: 123n, name: 'Ada' } });
  const found = await kit.assertQueriesOnShard('shard_3', () => db.user.findUnique({ where: { id: 123n } }));
  assert.equal(found?.name, 'Ada');
  assert.deepEqual(queries.shards, ['shard_3']);
});

test('a shard that is down fails by name', async () => {
  await virtual.shard('shard_3').down();
  await assert.rejects(async () => virtual.db.user.count({ where: { id: 123n } }), { code: 'SG5001' });
  await virtual.shard('shard_3').restore();
  assert.equal(await virtual.db.user.count({ where: { id: 123n } }), 0);
});

test('a fault on purpose is what an assertion says', async () => {
  await assert.rejects(
    () => kit.assertNoQueries(async () => virtual.db.user.onAllShards().count()),
    { code: 'SG7007' },
  );
  await kit.withVirtualShards(2, async (db) => {
    assert.equal(await db.user.onAllShards().count(), 0);
  });
});
`;
