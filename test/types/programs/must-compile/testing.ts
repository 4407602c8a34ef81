import { createTestingKit, type VirtualShard } from 'shardgen/testing';
import { type ShardNameOf, useVirtualShards } from 'shardgen/testing/vitest';
import { createShards, type ShardedClient, type ShardName } from 'shards';
import { expect, test } from 'vitest';
import { type Equal, is } from '../exact.js';

const kit = createTestingKit({ createShards, schema: 'prisma' });
const named: readonly ShardName[] = ['shard_1', 'shard_3'];

// program: a kit of a function that passes its options on
createTestingKit({
  createShards: (options) => createShards({ ...options, client: { errorFormat: 'minimal' } }),
  schema: new URL('schema.prisma', import.meta.url),
});

// program: a body over virtual shards, and what it answers
{
  const answer = await kit.withVirtualShards(4, async (db, { shards, names, queries }) => {
    const shard: VirtualShard = shards.shard_2;
    await shard.failNext({ on: 'write', with: '40001' });
    is<Equal<typeof names, readonly ShardName[]>>();
    return (await db.order.count({ where: { userId: 1n } })) + queries.statements.length;
  });
  is<Equal<typeof answer, number>>();
}

// program: assertions on named shards
kit.withVirtualShards({ shards: ['shard_2', 'shard_4'] }, async (db) => {
  const rows = await kit.assertQueriesOnShard('shard_2', () =>
    db.order.findMany({ where: { userId: 7n } }),
  );
  rows[0]?.total.toNumber();
  await kit.assertScatter(() => db.order.onAllShards().count(), ['shard_2', 'shard_4']);
});

// program: a kit with options for all its virtual shards
createTestingKit({
  createShards: (options) => createShards({ ...options }),
  schema: 'prisma',
  shards: ['shard_1'],
  deadlineMs: 100,
});

// program: the names of a client
is<Equal<ShardNameOf<ShardedClient>, ShardName>>();

// program: the names of what is no generated client
is<Equal<ShardNameOf<{ a: 1 }>, string>>();
is<Equal<ShardNameOf<number>, string>>();
is<Equal<ShardNameOf<unknown>, string>>();

// program: virtual shards of a whole file, destructured
const { db, shards, shard, clock, withRandomFaults } = useVirtualShards(kit, 4);
is<Equal<typeof db, ShardedClient>>();

// program: assertions on shards whose names are computed
kit.assertQueriesOnShard(db.order.route({ userId: 1n }).shard, () => 1);
kit.assertQueriesTouchShard(db.order.route({ userId: 1n }).shard, () => 1);
kit.assertScatter(() => 1, [db.order.route({ userId: 1n }).shard, 'shard_2']);

// program: virtual shards by name, kept from test to test
useVirtualShards(kit, { shards: ['shard_1', 'shard_3'], time: 'fake', reset: 'never' });

// program: virtual shards as the kit says
useVirtualShards(kit);

// program: a test that uses all of them
test('an order', async () => {
  await shards.shard_1.slow(50);
  await shard(db.order.route({ userId: 1n }).shard).down();
  await clock.advance(50);
  await withRandomFaults(7, async () => db.order.count({ where: { userId: 1n } }));
});

// program: matchers without names
expect(db).toHaveQueried();
expect(db).toHaveScattered();
expect(db).not.toHaveScattered();

// program: matchers with names
expect(db).toHaveQueried('shard_1');
expect(db).toHaveQueriedOnly(['shard_1']);
expect(db).toHaveQueriedOnly([]);
expect(db).not.toHaveQueriedOnly(['shard_1', 'shard_4']);
expect(db).toHaveScattered(['shard_1', 'shard_3']);
expect.soft(db).toHaveScattered(named);

// program: matchers with names that are computed
expect(db).toHaveQueried(db.order.route({ userId: 1n }).shard);
expect(db).toHaveQueriedOnly([db.order.route({ userId: 1n }).shard, 'shard_2']);

// program: matchers that wait
expect.poll(() => db).toHaveQueriedOnly(['shard_2']);
expect(Promise.resolve(db)).resolves.toHaveQueried('shard_2');

// program: matchers of a client without types
const loose: { readonly $disconnect: () => Promise<void> } = db;
expect(loose).toHaveQueriedOnly(['eu']);
