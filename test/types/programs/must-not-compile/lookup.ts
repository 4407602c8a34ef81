import { createShards } from 'shards';

const db = createShards();

// program: a route of a directory is waited for
// expect: Property 'shard' does not exist on type 'Promise<LookupRoute>'
db.account.route({ code: 'acme' }).shard;

// program: a key without a place has no shard
// expect: Property 'shard' does not exist on type 'LookupRoute'
(await db.account.route({ code: 'acme' })).shard;

// program: a key that is looked up has no bucket
// expect: Property 'bucket' does not exist on type 'LookupRoute'
(await db.account.route({ code: 'acme' })).bucket;

// program: a route without the key
// expect: Property 'code' is missing in type '{}' but required in type 'AccountShardKeyValue'
db.account.route({});

// program: a read without the key of the directory
// expect: AccountShardKey
db.account.findMany({ where: { name: 'acme' } });

// program: a member without its account
// expect: Property 'accountCode' is missing
db.member.createMany({ data: [{ number: 1 }] });

// program: the key of the directory is not changed
// expect: ShardKeyIsImmutable<"Account.code is the shard key and cannot be updated">
db.account.update({ where: { code: 'acme' }, data: { code: 'other' } });

// program: a cache of a size in words
// expect: Type 'string' is not assignable to type 'number'
createShards({ directory: { cacheSize: 'large' } });

// program: a control database without a url
// expect: 'uri' does not exist in type 'EnvReference |
createShards({ control: { uri: 'postgres://h/d' } });

// program: a move of a key without its field
// expect: Property 'code' is missing in type '{}' but required in type 'AccountShardKeyValue'
db.$directory.move('Account', {}, 'shard_2');

// program: a move of a key of another type
// expect: Type 'number' is not assignable to type 'string'
db.$directory.move('Account', { code: 5 }, 'shard_2');

// program: a move to a shard that does not exist
// expect: Argument of type '"shard_9"' is not assignable to parameter of type 'ShardName'
db.$directory.move('Account', { code: 'acme' }, 'shard_9');

// program: a move of a key that is not looked up
// expect: Argument of type '"User"' is not assignable to parameter of type '"Account"
db.$directory.move('User', { id: 5n }, 'shard_2');

// program: giving up a move without its key
// expect: Property 'code' is missing in type '{}'
db.$directory.cancelMove('Account', {});
