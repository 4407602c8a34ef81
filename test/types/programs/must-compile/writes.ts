import { Prisma } from 'prisma-client';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: create with the key as a column
{
  const row = await db.order.create({ data: { id: 1n, userId: 1n, total: 5 }, select: { id: true } });
  is<Equal<typeof row, { id: bigint }>>();
}

// program: create with decimals in each form that Prisma takes
await db.order.create({ data: { id: 1n, userId: 1n, total: '5.25' } });
await db.order.create({ data: { id: 1n, userId: 1n, total: new Prisma.Decimal(5) } });

// program: create of a root with JSON, bytes and lists
await db.user.create({
  data: { id: 1n, email: 'a', tags: ['x'], meta: { a: [1, null] }, avatar: new Uint8Array(2) },
});
await db.user.create({ data: { id: 1n, email: 'a', tags: { set: ['x'] }, meta: Prisma.JsonNull } });

// program: create that connects its owner by the shard key
await db.order.create({ data: { id: 1n, total: 5, user: { connect: { id: 1n } } } });

// program: create that creates its owner
await db.order.create({ data: { id: 1n, total: 5, user: { create: { id: 1n, email: 'a' } } } });

// program: create that connects or creates its owner
await db.order.create({
  data: {
    id: 1n,
    total: 5,
    user: { connectOrCreate: { where: { id: 1n }, create: { id: 1n, email: 'a' } } },
  },
});

// program: create with rows below, two levels
await db.user.create({
  data: {
    id: 1n,
    email: 'a',
    orders: { create: [{ id: 1n, total: 3, items: { create: { sku: 'x', qty: 1, user: { connect: { id: 1n } } } } }] },
  },
});

// program: create with many rows below
await db.user.create({
  data: { id: 1n, email: 'a', orders: { createMany: { data: [{ id: 1n, total: 3 }], skipDuplicates: true } } },
});

// program: create that connects a row below by its whole key
await db.order.create({ data: { id: 1n, userId: 1n, total: 5, items: { connect: { id: 'a', userId: 1n } } } });
await db.order.create({ data: { id: 1n, userId: 1n, total: 5, items: { connect: [{ id: 'a', userId: 1n }] } } });

// program: create that connects or creates rows below by their whole key
await db.order.create({
  data: {
    id: 1n,
    userId: 1n,
    total: 5,
    items: { connectOrCreate: [{ where: { id: 'a', userId: 1n }, create: { sku: 'x', qty: 1 } }] },
  },
});

// program: create of an optional one to one
await db.user.create({ data: { id: 1n, email: 'a', profile: { create: { bio: 'x' } } } });
await db.payment.create({ data: { userId: 1n, amount: 3, orderId: null } });

// program: a uuid key may be left out, because shardgen fills it in
{
  const row = await db.tenant.create({ data: { name: 'a' }, select: { id: true } });
  is<Equal<typeof row, { id: string }>>();
  await db.tenant.create({ data: { id: 'b2b2b2b2-0000-4000-8000-000000000000', name: 'a' } });
}

// program: createMany may leave out a uuid key
await db.tenant.createMany({ data: [{ name: 'a' }, { name: 'b' }] });

// program: a cuid key is given
await db.session.create({ data: { id: 'a', token: null } });

// program: create of a row with a parent in the same table
await db.doc.create({ data: { tenantId: 'a', parentId: 'b' } });
await db.doc.create({ data: { tenant: { connect: { id: 'a' } }, parent: { connect: { id: 'b', tenantId: 'a' } } } });

// program: create under a composite key
await db.shelf.create({ data: { region: 'eu', depotCode: 1, number: 2 } });
await db.shelf.create({ data: { number: 2, depot: { connect: { region_code: { region: 'eu', code: 1 } } } } });

// program: createMany with one row and with several
{
  const made = await db.order.createMany({ data: { id: 1n, userId: 1n, total: 3 } });
  is<Equal<typeof made.count, number>>();
  await db.order.createMany({ data: [{ id: 1n, userId: 1n, total: 3 }], skipDuplicates: true });
}

// program: createManyAndReturn selects and includes owners
{
  const rows = await db.order.createManyAndReturn({
    data: [{ id: 1n, userId: 1n, total: 1 }],
    select: { id: true, user: { select: { name: true } } },
  });
  is<Equal<typeof rows, { id: bigint; user: { name: string | null } }[]>>();
  const wide = await db.order.createManyAndReturn({ data: [], include: { user: true } });
  is<Equal<(typeof wide)[number]['user']['email'], string>>();
}

// program: update in place, with arithmetic and set
await db.order.update({
  where: { userId: 1n, id: 1n },
  data: { total: { increment: 3 }, note: { set: null }, status: 'PAID' },
});

// program: update of a list, JSON and bytes
await db.user.update({
  where: { id: 1n },
  data: { tags: { push: 'x' }, meta: Prisma.DbNull, avatar: new Uint8Array(1), credit: { multiply: 2 } },
});

// program: update may change the row that owns it
await db.order.update({ where: { userId: 1n, id: 1n }, data: { user: { update: { name: 'x' } } } });

// program: update with each harmless nested write
await db.order.update({
  where: { userId: 1n, id: 1n },
  data: {
    items: {
      create: { sku: 'x', qty: 1, user: { connect: { id: 1n } } },
      update: { where: { id: 'a' }, data: { qty: 2 } },
      updateMany: { where: { qty: 1 }, data: { qty: 2 } },
      delete: { id: 'b' },
      deleteMany: { sku: 'c' },
    },
  },
});

// program: update that connects, sets and disconnects by whole keys
await db.user.update({
  where: { id: 1n },
  data: { orders: { connect: [{ userId_id: { userId: 1n, id: 2n } }] } },
});
await db.doc.update({
  where: { id: 'a', tenantId: 'b' },
  data: { children: { set: [{ id: 'c', tenantId: 'b' }] }, parent: { disconnect: true } },
});

// program: update that moves a row under another parent of the same key
await db.item.update({
  where: { id: 'a', userId: 1n },
  data: { order: { connect: { userId_id: { userId: 1n, id: 2n } } } },
});
await db.item.update({ where: { id: 'a', userId: 1n }, data: { orderId: 5n } });

// program: updateMany and its count
{
  const changed = await db.order.updateMany({ where: { userId: 1n, status: 'OPEN' }, data: { status: 'PAID' } });
  is<Equal<typeof changed.count, number>>();
}

// program: updateMany with a limit
await db.order.updateMany({ where: { userId: 1n }, data: { note: 'x' }, limit: 3 });

// program: updateManyAndReturn with omit
{
  const rows = await db.order.updateManyAndReturn({ where: { userId: 1n }, data: { total: 1 }, omit: { total: true } });
  is<Equal<keyof (typeof rows)[number], 'id' | 'userId' | 'status' | 'note' | 'createdAt'>>();
}

// program: upsert by the key
{
  const row = await db.user.upsert({
    where: { id: 1n },
    create: { id: 1n, email: 'a' },
    update: { email: 'b', orders: { update: { where: { id: 1n }, data: { total: 2 } } } },
    select: { email: true },
  });
  is<Equal<typeof row, { email: string }>>();
}

// program: upsert by a compound key
await db.order.upsert({
  where: { userId_id: { userId: 1n, id: 1n } },
  create: { id: 1n, userId: 1n, total: 3 },
  update: { total: 3 },
});

// program: delete gives back the row
{
  const row = await db.order.delete({ where: { userId: 1n, id: 1n }, include: { items: true } });
  is<Equal<(typeof row.items)[number]['sku'], string>>();
}

// program: deleteMany with a limit
{
  const gone = await db.order.deleteMany({ where: { userId: 1n, status: 'PAID' }, limit: 2 });
  is<Equal<typeof gone.count, number>>();
}

// program: a model without relations is updated and upserted
await db.device.update({ where: { id: 1 }, data: { label: 'x', readings: { push: 3 } } });
await db.device.upsert({ where: { id: 1 }, create: { id: 1 }, update: { label: null } });

// program: update below of a row that owns it, in each form
await db.order.update({
  where: { userId: 1n, id: 1n },
  data: { user: { update: { where: { name: 'x' }, data: { email: 'b', tags: { push: 'x' } } } } },
});
await db.item.update({
  where: { id: 'a', userId: 1n },
  data: { order: { update: { status: 'PAID', user: { update: { name: 'x' } } } } },
});

// program: update below of many rows, as one, as a list, and two levels deep
await db.user.update({
  where: { id: 1n },
  data: {
    orders: {
      update: [
        { where: { id: 1n }, data: { total: { increment: 1 } } },
        { where: { id: 2n }, data: { items: { update: { where: { id: 'a' }, data: { qty: 3 } } } } },
      ],
    },
  },
});

// program: upsert below, of one row and of several
await db.user.update({
  where: { id: 1n },
  data: {
    profile: { upsert: { create: { bio: 'a' }, update: { bio: 'b' } } },
    orders: {
      upsert: [{ where: { id: 1n }, create: { id: 1n, total: 1 }, update: { total: 2 } }],
    },
  },
});
