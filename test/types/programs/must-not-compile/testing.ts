import { createTestingKit } from 'shardgen/testing';
import { useVirtualShards } from 'shardgen/testing/vitest';
import { createShards } from 'shards';
import { expect } from 'vitest';

const kit = createTestingKit({ createShards, schema: 'prisma' });
const { db, shards } = useVirtualShards(kit, 4);

// program: a kit without a schema
// expect: Property 'schema' is missing
createTestingKit({ createShards });

// program: a kit of something else than a client
// expect: is not assignable to type 'DisconnectableClient'
createTestingKit({ createShards: () => 1, schema: 'prisma' });

// program: a kit with a shard that the client does not have
// expect: '"shard_9"' is not assignable to type 'ShardName'
createTestingKit({ createShards, schema: 'prisma', shards: ['shard_9'] });

// program: virtual shards with a shard that the client does not have
// expect: '"shard_9"' is not assignable to type 'ShardName'
kit.withVirtualShards({ shards: ['shard_9'] }, () => undefined);

// program: an assertion on a shard that the client does not have
// expect: '"shard_9"' is not assignable to parameter of type 'ShardName'
kit.assertQueriesOnShard('shard_9', () => db.order.count({ where: { userId: 1n } }));

// program: an assertion of a scatter to a shard that the client does not have
// expect: '"shard_9"' is not assignable to type 'ShardName'
kit.assertScatter(() => db.order.onAllShards().count(), ['shard_1', 'shard_9']);

// program: virtual shards of a file with a shard that the client does not have
// expect: '"shard_9"' is not assignable to type 'ShardName'
useVirtualShards(kit, { shards: ['shard_9'] });

// program: a reset that does not exist
// expect: '"after"' is not assignable to type
// expect: "never"
useVirtualShards(kit, { reset: 'after' });

// program: a property of virtual shards that does not exist
// expect: Property 'qeries' does not exist
useVirtualShards(kit, 2).qeries;

// program: a fault on a shard that the client does not have
// expect: Property 'shard_9' does not exist on type
shards.shard_9.down();

// program: an answer of the client that is not there
// expect: Property 'ordr' does not exist on type 'ShardedClient'
db.ordr.count({ where: { userId: 1n } });

// program: toHaveQueried with a shard that the client does not have
// expect: '"shard_9"' is not assignable to parameter of type 'ShardName
expect(db).toHaveQueried('shard_9');

// program: toHaveQueriedOnly with a misspelt shard
// expect: '"shrd_1"' is not assignable to type 'ShardName'. Did you mean '"shard_1"'?
expect(db).toHaveQueriedOnly(['shrd_1']);

// program: toHaveQueriedOnly with one misspelt shard among others
// expect: '"shrd_1"' is not assignable to type 'ShardName'. Did you mean '"shard_1"'?
expect(db).not.toHaveQueriedOnly(['shard_2', 'shrd_1']);

// program: toHaveQueriedOnly with a name in place of a list
// expect: is not assignable to parameter of type 'readonly
expect(db).toHaveQueriedOnly('shard_1');

// program: toHaveQueriedOnly without a list
// expect: Expected 1 arguments, but got 0
expect(db).toHaveQueriedOnly();

// program: toHaveScattered with a misspelt shard
// expect: '"shrd_1"' is not assignable to type 'ShardName'. Did you mean '"shard_1"'?
expect(db).toHaveScattered(['shrd_1', 'shard_2']);

// program: toHaveScattered with a number
// expect: Argument of type 'number' is not assignable
expect(db).toHaveScattered(3);

// program: a misspelt matcher
// expect: Did you mean 'toHaveScattered'?
expect(db).toHaveScatered();
