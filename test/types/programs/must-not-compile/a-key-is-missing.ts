import { createShards } from 'shards';

const db = createShards();

// program: findMany without arguments
// expect: Expected 1 arguments, but got 0
db.order.findMany();

// program: findMany without where
// expect: Property 'where' is missing
// expect: 'OrderFindArgsWithUserId'
db.order.findMany({});

// program: findMany with an empty where
// expect: Property 'userId' is missing in type '{}' but required in type 'OrderShardKey'
db.order.findMany({ where: {} });

// program: findMany by another column
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findMany({ where: { total: { gt: 5 } } });

// program: findFirst without arguments
// expect: Expected 1 arguments, but got 0
db.order.findFirst();

// program: findFirst by another column
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findFirst({ where: { status: 'OPEN' } });

// program: findFirstOrThrow without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findFirstOrThrow({ where: { status: 'OPEN' }, orderBy: { id: 'asc' } });

// program: findUnique by a unique that does not hold the key
// expect: Property 'userId' is missing in type '{ id: bigint; }' but required in type 'OrderShardKey'
db.order.findUnique({ where: { id: 1n } });

// program: findUnique of a root by another unique
// expect: Property 'id' is missing
// expect: required in type 'UserShardKey
db.user.findUnique({ where: { code: 'a' } });

// program: findUnique by the key alone where the key does not name one row
// expect: 'OrderSelectorWithUserId'
// expect: Property 'id' is missing
db.order.findUnique({ where: { userId: 1n } });

// program: findUnique by a compound selector without the key
// expect: Property 'userId' is missing in type '{ id: bigint; }'
db.order.findUnique({ where: { userId_id: { id: 1n } } });

// program: findUnique by a named compound selector without the key
// expect: Property 'userId' is missing in type '{ status: "OPEN"; }'
db.order.findUnique({ where: { user_status: { status: 'OPEN' } } });

// program: findUniqueOrThrow without the key
// expect: Property 'userId' is missing
// expect: required in type 'ItemShardKey'
db.item.findUniqueOrThrow({ where: { id: 'a' } });

// program: update without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.update({ where: { id: 1n }, data: { note: 'x' } });

// program: updateMany without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.updateMany({ where: { status: 'OPEN' }, data: { note: 'x' } });

// program: updateMany without where
// expect: Property 'where' is missing
// expect: OrderWhereWithUserId
db.order.updateMany({ data: { note: 'x' } });

// program: updateManyAndReturn without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.updateManyAndReturn({ where: { note: null }, data: { note: 'x' } });

// program: upsert without the key in where
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.upsert({ where: { id: 1n }, create: { id: 1n, userId: 1n, total: 1 }, update: {} });

// program: upsert without the key in create
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKeyValue'
db.order.upsert({ where: { userId: 1n, id: 1n }, create: { id: 1n, total: 1 }, update: {} });

// program: delete without the key
// expect: Property 'userId' is missing
// expect: required in type 'ItemShardKey'
db.item.delete({ where: { id: 'a' } });

// program: deleteMany with an empty where
// expect: Property 'userId' is missing in type '{}' but required in type 'OrderShardKey'
db.order.deleteMany({ where: {} });

// program: deleteMany without arguments
// expect: Expected 1 arguments, but got 0
db.order.deleteMany();

// program: deleteMany by another column
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.deleteMany({ where: { status: 'PAID' } });

// program: count without arguments
// expect: Expected 1 arguments, but got 0
db.order.count();

// program: count without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.count({ where: { status: 'OPEN' } });

// program: aggregate without where
// expect: Property 'where' is missing
// expect: 'OrderAggregateArgsWithUserId'
db.order.aggregate({ _avg: { total: true } });

// program: aggregate without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.aggregate({ where: { status: 'OPEN' }, _avg: { total: true } });

// program: groupBy without where
// expect: Property 'where' is missing
// expect: 'OrderGroupByArgsWithUserId'
db.order.groupBy({ by: ['status'] });

// program: groupBy without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.groupBy({ by: ['status'], where: { note: null } });

// program: create without the key
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKeyValue'
db.order.create({ data: { id: 1n, total: 5 } });

// program: create of a root without its key
// expect: Property 'id' is missing
// expect: 'UserShardKeyValue'
db.user.create({ data: { email: 'a' } });

// program: create without the cuid key that Prisma would make up after routing
// expect: Property 'id' is missing
// expect: 'SessionShardKeyValue'
db.session.create({ data: { token: 'a' } });

// program: createMany without the key in one of its rows
// expect: Property 'userId' is missing
// expect: OrderCreateMany
db.order.createMany({ data: [{ id: 1n, userId: 1n, total: 5 }, { id: 2n, total: 5 }] });

// program: createMany without the cuid key
// expect: Property 'id' is missing
// expect: SessionCreateManyWithId
db.session.createMany({ data: [{ token: 'a' }] });

// program: createManyAndReturn without the key
// expect: Property 'userId' is missing
// expect: ItemCreateMany
db.item.createManyAndReturn({ data: [{ orderId: 1n, sku: 'a', qty: 1 }] });

// program: a cursor without the key
// expect: Property 'userId' is missing
// expect: OrderSelectorWithUserId
db.order.findMany({ where: { userId: 1n }, cursor: { id: 2n } });

// program: a route without the key
// expect: Property 'userId' is missing in type '{}' but required in type 'OrderShardKeyValue'
db.order.route({});
