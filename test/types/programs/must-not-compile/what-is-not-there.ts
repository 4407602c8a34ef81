import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: select beside include
// expect: Please either choose `select` or `include`.
db.order.findMany({ where: { userId: 1n }, select: { id: true }, include: { items: true } });

// program: select beside omit
// expect: Please either choose `select` or `omit`.
db.order.findMany({ where: { userId: 1n }, select: { id: true }, omit: { total: true } });

// program: select beside omit on a model without relations
// expect: Please either choose `select` or `omit`.
db.device.findMany({ where: { id: 1 }, select: { id: true }, omit: { label: true } });

// program: include on a model without relations
// expect: 'include' does not exist in type
db.device.findMany({ where: { id: 1 }, include: { readings: true } });

// program: include of rows below in createManyAndReturn
// expect: 'items'
// expect: OrderIncludeCreateManyAndReturn
db.order.createManyAndReturn({ data: [], include: { items: true } });

// program: include of rows below in updateManyAndReturn
// expect: 'items'
// expect: OrderIncludeUpdateManyAndReturn
db.order.updateManyAndReturn({ where: { userId: 1n }, data: {}, include: { items: true } });

// program: groupBy ordered by a field that is not in by
// expect: Error: Field \"total\" in \"orderBy\" needs to be provided in \"by\"
db.order.groupBy({ by: ['status'], where: { userId: 1n }, orderBy: { total: 'asc' } });

// program: groupBy with take and no order
// expect: Error: If you provide \"take\" or \"skip\", you also need to provide \"orderBy\"
db.order.groupBy({ by: ['status'], where: { userId: 1n }, take: 1 });

// program: groupBy with skip and no order
// expect: Error: If you provide \"take\" or \"skip\", you also need to provide \"orderBy\"
db.order.groupBy({ by: ['status'], where: { userId: 1n }, skip: 1 });

// program: groupBy by nothing
// expect: Error: \"by\" must not be empty.
db.order.groupBy({ by: [], where: { userId: 1n } });

// program: groupBy having a field that is not in by
// expect: Error: Field \"total\" used in \"having\" needs to be provided in \"by\".
db.order.groupBy({ by: ['status'], where: { userId: 1n }, having: { total: { gt: 1 } } });

// program: a shard that does not exist
// expect: '"shard_9"' is not assignable to parameter of type 'ShardName'
db.order.onShard('shard_9');

// program: a shard named by any text
// expect: 'string' is not assignable to parameter of type 'ShardName'
db.order.onShard(String(1));

// program: a url for a shard that does not exist
// expect: 'shard_9'
createShards({ shards: { shard_9: 'postgresql://localhost/a' } });

// program: a write on a named shard
// expect: Property 'create' does not exist
// expect: OrderDelegate
db.order.onShard('shard_1').create({ data: { id: 1n, userId: 1n, total: 5 } });

// program: a delete on a named shard
// expect: Property 'deleteMany' does not exist
db.order.onShard('shard_1').deleteMany({});

// program: a misspelt column on all shards
// expect: 'nope' does not exist in type 'OrderWhereInput'
db.order.onAllShards().count({ where: { nope: 1 } });

// program: a misspelt column in the select of all shards
// expect: 'nope' does not exist in type 'OrderSelect
db.order.onAllShards().findMany({ select: { nope: true } });

// program: a transaction over shards
// expect: Property '$transaction' does not exist on type 'ShardedClient'
db.$transaction([]);

// program: raw SQL, which names no shard
// expect: Property '$queryRaw' does not exist on type 'ShardedClient'
db.$queryRaw`SELECT 1`;

// program: a model that does not exist
// expect: Property 'orders' does not exist on type 'ShardedClient'
db.orders;

// program: a repository that is exchanged
// expect: Cannot assign to 'order' because it is a read-only property
db.order = db.order;

// program: the inside of a repository
// expect: Property 'run' is protected
db.order.run('findMany', {});

// program: a result type that is any does not count as exact
// expect: Type 'false' does not satisfy the constraint 'true'
is<Equal<ReturnType<typeof JSON.parse>, { id: bigint }>>();

// program: a result type that is nearly the same does not count as exact
// expect: Type 'false' does not satisfy the constraint 'true'
is<Equal<{ id: bigint }, { id: bigint | null }>>();
