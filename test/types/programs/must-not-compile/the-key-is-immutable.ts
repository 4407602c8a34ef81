import type { Prisma } from 'prisma-client';
import { createShards } from 'shards';

const db = createShards();
declare const anyChange: Prisma.OrderUncheckedUpdateInput;

// program: update of the key
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: { userId: 3n } });

// program: update of the key by set
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: { userId: { set: 3n } } });

// program: update of the key by arithmetic
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: { userId: { increment: 1 } } });

// program: update of a root's key
// expect: ShardKeyIsImmutable<"User.id is the shard key and cannot be updated">
db.user.update({ where: { id: 1n }, data: { id: 2n } });

// program: update that connects another owner
// expect: ShardKeyIsImmutable<"Order.user sets the shard key userId and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: { user: { connect: { id: 3n } } } });

// program: update that creates another owner
// expect: ShardKeyIsImmutable<"Order.user sets the shard key userId and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: { user: { create: { id: 3n, email: 'a' } } } });

// program: update that connects or creates another owner
// expect: ShardKeyIsImmutable<"Order.user sets the shard key userId and cannot be updated">
db.order.update({
  where: { userId: 1n, id: 1n },
  data: { user: { connectOrCreate: { where: { id: 3n }, create: { id: 3n, email: 'a' } } } },
});

// program: update that upserts its owner
// expect: ShardKeyIsImmutable<"Order.user sets the shard key userId and cannot be updated">
db.order.update({
  where: { userId: 1n, id: 1n },
  data: { user: { upsert: { create: { id: 3n, email: 'a' }, update: {} } } },
});

// program: update of a one to one row's key
// expect: ShardKeyIsImmutable<"Profile.userId is the shard key and cannot be updated">
db.profile.update({ where: { userId: 1n }, data: { userId: 2n } });

// program: update of half of a composite key
// expect: ShardKeyIsImmutable<"Depot.code is the shard key and cannot be updated">
db.depot.update({ where: { region_code: { region: 'eu', code: 1 } }, data: { code: 2 } });

// program: update of a composite key through its owner
// expect: ShardKeyIsImmutable<"Shelf.depot sets the shard key region and depotCode and cannot be updated">
db.shelf.update({
  where: { region_depotCode_number: { region: 'eu', depotCode: 1, number: 1 } },
  data: { depot: { connect: { region_code: { region: 'us', code: 1 } } } },
});

// program: update of a text key
// expect: ShardKeyIsImmutable<"Shop.slug is the shard key and cannot be updated">
db.shop.update({ where: { slug: 'a' }, data: { slug: 'b' } });

// program: updateMany of the key
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.order.updateMany({ where: { userId: 1n }, data: { userId: 2n } });

// program: updateManyAndReturn of the key
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.order.updateManyAndReturn({ where: { userId: 1n }, data: { userId: { set: 2n } } });

// program: upsert that updates the key
// expect: ShardKeyIsImmutable<"User.id is the shard key and cannot be updated">
db.user.upsert({ where: { id: 1n }, create: { id: 1n, email: 'a' }, update: { id: 2n } });

// program: update with a change of Prisma's own type, which may hold the key
// expect: OrderUpdate
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: anyChange });

// program: update below of the owner's key
// expect: ShardKeyIsImmutable<"User.id is the shard key and cannot be updated">
db.order.update({ where: { userId: 1n, id: 1n }, data: { user: { update: { id: 5n } } } });

// program: update below of the owner's key, in its long form
// expect: ShardKeyIsImmutable<"User.id is the shard key and cannot be updated">
db.order.update({
  where: { userId: 1n, id: 1n },
  data: { user: { update: { where: { name: 'x' }, data: { id: { set: 5n } } } } },
});

// program: update below of a parent's key
// expect: ShardKeyIsImmutable<"Order.userId is the shard key and cannot be updated">
db.item.update({ where: { id: 'a', userId: 1n }, data: { order: { update: { userId: 5n } } } });

// program: update below that connects another owner
// expect: ShardKeyIsImmutable<"Order.user sets the shard key userId and cannot be updated">
db.item.update({
  where: { id: 'a', userId: 1n },
  data: { order: { update: { user: { connect: { id: 5n } } } } },
});

// program: update of one of many rows below that connects another owner
// expect: ShardKeyIsImmutable<"Item.user sets the shard key userId and cannot be updated">
db.order.update({
  where: { userId: 1n, id: 1n },
  data: { items: { update: { where: { id: 'a' }, data: { user: { connect: { id: 5n } } } } } },
});

// program: update of several rows below, one of which gets another key
// expect: ShardKeyIsImmutable<"Doc.tenantId is the shard key and cannot be updated">
db.doc.update({
  where: { id: 'a', tenantId: 'b' },
  data: { children: { update: [{ where: { id: 'x' }, data: { tenantId: 'z' } }] } },
});

// program: upsert below whose update connects another owner
// expect: ShardKeyIsImmutable<"Doc.tenant sets the shard key tenantId and cannot be updated">
db.doc.update({
  where: { id: 'a', tenantId: 'b' },
  data: {
    parent: { upsert: { create: { tenantId: 'b' }, update: { tenant: { connect: { id: 'z' } } } } },
  },
});

// program: update two levels below that connects another owner
// expect: ShardKeyIsImmutable<"User.id is the shard key and cannot be updated">
db.item.update({
  where: { id: 'a', userId: 1n },
  data: { order: { update: { user: { update: { id: 5n } } } } },
});
