import { call } from './call.js';

/** Writes: a row is born on the shard of its key and stays there, with everything nested in it. */
export const writes = [
  call({
    title: 'An order with its lines and its payment: one shard, one transaction',
    run: (db) =>
      db.order.create({
        data: {
          userId: 42n,
          number: 100,
          total: '59.90',
          addressLabel: 'home',
          placedAt: new Date('2025-11-01T09:30:00Z'),
          items: {
            create: {
              line: 1,
              sku: 'OAK-BOWL',
              title: 'Oak bowl',
              quantity: 2,
              unitPrice: '29.95',
            },
          },
          payments: {
            create: {
              method: 'CARD',
              amount: '59.90',
              createdAt: new Date('2025-11-01T09:31:00Z'),
            },
          },
        },
        include: { items: true, payments: true },
      }),
    shards: 1,
    show: (order) =>
      `order ${order.number}, ${order.status}: ${order.items.length} line, ${order.payments[0]?.method} ${order.payments[0]?.amount.toFixed(2)}`,
  }),
  call({
    title: 'An update of that order',
    run: (db) =>
      db.order.update({
        where: { userId_number: { userId: 42n, number: 100 } },
        data: {
          status: 'PAID',
          payments: { updateMany: { where: {}, data: { status: 'CAPTURED' } } },
        },
        select: { status: true, payments: { select: { status: true } } },
      }),
    shards: 1,
    show: (order) => `order ${order.status}, payment ${order.payments[0]?.status}`,
  }),
  call({
    title: 'Put two into the cart, whether or not they are there already',
    run: (db) =>
      db.cart.upsert({
        where: { userId_number: { userId: 42n, number: 9 } },
        create: {
          number: 9,
          updatedAt: new Date('2025-11-01T10:00:00Z'),
          user: { connect: { id: 42n } },
          items: { create: { sku: 'WOOL-BLANKET', quantity: 2 } },
        },
        update: { updatedAt: new Date('2025-11-01T10:00:00Z') },
        include: { items: true },
      }),
    shards: 1,
    show: (cart) =>
      `cart ${cart.number}, ${cart.state}: ${cart.items.map((i) => `${i.quantity} x ${i.sku}`).join(', ')}`,
  }),
  call({
    title: 'Many rows of many customers: split by shard',
    run: (db) =>
      db.loyaltyEntry.createMany({
        data: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n, 11n, 12n].map((userId) => ({
          userId,
          number: 100,
          points: 10,
          reason: 'WELCOME',
          createdAt: new Date('2025-11-01T12:00:00Z'),
        })),
      }),
    shards: 4,
    show: ({ count }) => `${count} rows`,
  }),
];
