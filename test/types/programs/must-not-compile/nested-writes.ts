import { createShards } from 'shards';

const db = createShards();

// program: create that connects its owner by another unique
// expect: Property 'id' is missing
// expect: UserShardKey
db.order.create({ data: { id: 1n, total: 5, user: { connect: { code: 'a' } } } });

// program: create that connects or creates its owner by another unique
// expect: Property 'id' is missing
// expect: UserShardKey
db.order.create({
  data: {
    id: 1n,
    total: 5,
    user: { connectOrCreate: { where: { code: 'a' }, create: { id: 1n, email: 'a' } } },
  },
});

// program: create that connects a row below without its key
// expect: ItemSelectorWithUserId
db.order.create({ data: { id: 1n, userId: 1n, total: 5, items: { connect: { id: 'a' } } } });

// program: create that connects rows below without their key
// expect: Property 'userId' is missing
// expect: ItemShardKey
db.order.create({ data: { id: 1n, userId: 1n, total: 5, items: { connect: [{ id: 'a' }] } } });

// program: create that connects or creates a row below without its key
// expect: ItemSelectorWithUserId
// expect: Property 'userId' is missing
db.order.create({
  data: {
    id: 1n,
    userId: 1n,
    total: 5,
    items: { connectOrCreate: { where: { id: 'a' }, create: { sku: 'x', qty: 1 } } },
  },
});

// program: create of a root that connects a row below without its key
// expect: OrderSelectorWithUserId
db.user.create({ data: { id: 1n, email: 'a', orders: { connect: { id: 1n } } } });

// program: create with the parent of a row without its key
// expect: Property 'tenantId' is missing
// expect: DocShardKey
db.doc.create({ data: { tenant: { connect: { id: 'a' } }, parent: { connect: { id: 'b' } } } });

// program: update that connects a row below without its key
// expect: ItemSelectorWithUserId
db.order.update({ where: { userId: 1n, id: 1n }, data: { items: { connect: { id: 'a' } } } });

// program: update that sets rows below without their key
// expect: Property 'userId' is missing
// expect: ItemShardKey
db.order.update({ where: { userId: 1n, id: 1n }, data: { items: { set: [{ id: 'a' }] } } });

// program: update that connects or creates a row below without its key
// expect: ItemSelectorWithUserId
// expect: Property 'userId' is missing
db.order.update({
  where: { userId: 1n, id: 1n },
  data: { items: { connectOrCreate: { where: { id: 'a' }, create: { sku: 'x', qty: 1 } } } },
});

// program: update that connects a parent without its key
// expect: Property 'userId' is missing
// expect: OrderShardKey
db.item.update({ where: { id: 'a', userId: 1n }, data: { order: { connect: { id: 2n } } } });

// program: update that connects an optional one to one without its key
// expect: Property 'userId' is missing
// expect: PaymentShardKey
db.order.update({ where: { userId: 1n, id: 1n }, data: { payment: { connect: { id: 'a' } } } });

// program: upsert whose update connects without the key
// expect: OrderSelectorWithUserId
db.user.upsert({
  where: { id: 1n },
  create: { id: 1n, email: 'a' },
  update: { orders: { connect: { id: 1n } } },
});

// program: upsert whose create connects without the key
// expect: OrderSelectorWithUserId
db.user.upsert({
  where: { id: 1n },
  create: { id: 1n, email: 'a', orders: { connect: { id: 1n } } },
  update: {},
});

// program: create that gives the key as a column and as a relation
// expect: OrderCreateWithUserId
db.order.create({ data: { id: 1n, userId: 1n, total: 5, user: { connect: { id: 1n } } } });

// program: update that mixes columns of a foreign key with relations
// expect: ItemUpdate
db.item.update({
  where: { id: 'a', userId: 1n },
  data: { orderId: 5n, user: { update: { name: 'x' } } },
});

// program: create of a row below without its own columns
// expect: Type '{ qty: number; }' is not assignable
// expect: ItemCreateWithoutOrderInput
db.order.create({ data: { id: 1n, userId: 1n, total: 5, items: { create: { qty: 1 } } } });

// program: create with an owner that is neither connected nor created
// expect: UserSelectorWithId
db.order.create({ data: { id: 1n, total: 5, user: {} } });

// program: create of a one to one row with an owner that is not connected
// expect: is not assignable to type
// expect: UserCreate
db.profile.create({ data: { bio: 'x', user: { create: undefined } } });
