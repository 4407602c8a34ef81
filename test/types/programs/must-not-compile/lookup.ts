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
