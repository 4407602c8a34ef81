import type { Prisma } from 'prisma-client';
import { createShards } from 'shards';

const db = createShards();
declare const maybe: bigint | undefined;
declare const anyFilter: Prisma.OrderWhereInput;

// program: a key that may be undefined
// expect: 'bigint | undefined'
// expect: OrderUserIdEquals
db.order.findMany({ where: { userId: maybe } });

// program: a key that is undefined
// expect: Type 'undefined' is not assignable
// expect: OrderUserIdEquals
db.order.findMany({ where: { userId: undefined } });

// program: a key that is null
// expect: Type 'null' is not assignable
// expect: OrderUserIdEquals
db.order.findMany({ where: { userId: null } });

// program: a list of keys
// expect: 'in' does not exist in type 'OrderUserIdEquals'
db.order.findMany({ where: { userId: { in: [1n, 2n] } } });

// program: a range of keys
// expect: 'gt' does not exist in type 'OrderUserIdEquals'
db.order.findMany({ where: { userId: { gt: 1n } } });

// program: any key but one
// expect: 'not' does not exist in type 'OrderUserIdEquals'
db.order.findMany({ where: { userId: { not: 1n } } });

// program: an equality that may be undefined
// expect: 'bigint | undefined'
db.order.findMany({ where: { userId: { equals: maybe } } });

// program: the key inside OR
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findMany({ where: { OR: [{ userId: 1n }] } });

// program: the key inside AND
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findMany({ where: { AND: { userId: 1n } } });

// program: the key inside NOT
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findMany({ where: { NOT: { userId: 1n } } });

// program: the key through the owner's relation
// expect: Property 'userId' is missing
// expect: required in type 'OrderShardKey'
db.order.findMany({ where: { user: { id: 1n } } });

// program: a bigint key as text
// expect: Type 'string' is not assignable
// expect: OrderUserIdEquals
db.order.findMany({ where: { userId: '1' } });

// program: an int key as bigint
// expect: Type 'bigint' is not assignable
// expect: DeviceIdEquals
db.device.findMany({ where: { id: 1n } });

// program: a text key as number
// expect: Type 'number' is not assignable
// expect: ShopSlugEquals
db.shop.findMany({ where: { slug: 1 } });

// program: a uuid key as number
// expect: Type 'number' is not assignable
// expect: TenantIdEquals
db.tenant.findMany({ where: { id: 1 } });

// program: a text key without regard to case
// expect: '"insensitive"' is not assignable to type '"default"'
db.shop.findMany({ where: { slug: { equals: 'a', mode: 'insensitive' } } });

// program: the beginning of a text key
// expect: 'startsWith' does not exist in type 'ShopSlugEquals'
db.shop.findMany({ where: { slug: { startsWith: 'a' } } });

// program: a filter of Prisma's own type, whose key is optional
// expect: not assignable to type 'OrderWhereWithUserId'
// expect: 'userId'
db.order.findMany({ where: anyFilter });

// program: findUnique with a key that may be undefined
// expect: 'bigint | undefined'
// expect: OrderShardKey
db.order.findUnique({ where: { userId: maybe, id: 1n } });

// program: findUnique of a root with undefined
// expect: Type 'undefined' is not assignable
db.user.findUnique({ where: { id: undefined } });

// program: a compound selector with a key that may be undefined
// expect: 'bigint | undefined'
// expect: 'number | bigint'
db.order.findUnique({ where: { userId_id: { userId: maybe, id: 1n } } });

// program: a compound selector takes no filter for its key
// expect: is not assignable to type 'number | bigint'
db.order.findUnique({ where: { userId_id: { userId: { equals: 1n }, id: 1n } } });

// program: count with a list of keys
// expect: 'in' does not exist in type 'OrderUserIdEquals'
db.order.count({ where: { userId: { in: [1n] } } });

// program: updateMany with a list of keys
// expect: 'in' does not exist in type 'OrderUserIdEquals'
db.order.updateMany({ where: { userId: { in: [1n] } }, data: { note: 'x' } });

// program: deleteMany with a key that may be undefined
// expect: 'bigint | undefined'
// expect: OrderUserIdEquals
db.order.deleteMany({ where: { userId: maybe } });

// program: create with a key that may be undefined
// expect: 'bigint | undefined'
// expect: OrderShardKeyValue
db.order.create({ data: { id: 1n, userId: maybe, total: 5 } });

// program: create with a key of null
// expect: Type 'null' is not assignable to type 'number | bigint
db.order.create({ data: { id: 1n, userId: null, total: 5 } });

// program: createMany with a key of another type
// expect: Type 'string' is not assignable to type 'number | bigint'
db.order.createMany({ data: [{ id: 1n, userId: '1', total: 5 }] });

// program: half of a composite key
// expect: Property 'code' is missing
// expect: required in type 'DepotShardKey'
db.depot.findMany({ where: { region: 'eu' } });

// program: the other half of a composite key
// expect: Property 'region' is missing
// expect: required in type 'ShelfShardKey'
db.shelf.count({ where: { depotCode: 1 } });

// program: half of a composite key in a compound selector
// expect: Property 'code' is missing
db.depot.findUnique({ where: { region_code: { region: 'eu' } } });

// program: half of a composite key in create
// expect: Property 'depotCode' is missing
// expect: ShelfShardKeyValue
db.shelf.create({ data: { region: 'eu', number: 1 } });

// program: half of a composite key in a route
// expect: Property 'code' is missing
// expect: DepotShardKeyValue
db.depot.route({ region: 'eu' });

// program: an int field of a composite key as text
// expect: Type 'string' is not assignable
// expect: DepotCodeEquals
db.depot.findMany({ where: { region: 'eu', code: '1' } });

// program: a route by a list of keys
// expect: is not assignable to type 'number | bigint'
db.order.route({ userId: { in: [1n] } });
