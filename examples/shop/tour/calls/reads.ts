import { call } from './call.js';

/** Reads that name their customer or product: one shard answers. */
export const reads = [
  call({
    title: 'One customer, with her latest orders',
    run: (db) =>
      db.user.findUnique({
        where: { id: 42n },
        include: { orders: { orderBy: { number: 'desc' }, take: 2, include: { items: true } } },
      }),
    shards: 1,
    show: (user) =>
      `${user?.name}: ${user?.orders.map((o) => `order ${o.number}, ${o.items.length} lines, ${o.total.toFixed(2)} ${o.status}`).join('; ')}`,
  }),
  call({
    title: 'A filter and an order, within one customer',
    run: (db) =>
      db.order.findMany({
        where: { userId: 7n, status: 'DELIVERED', total: { gt: 100 } },
        orderBy: { total: 'desc' },
        select: { number: true, total: true },
      }),
    shards: 1,
    show: (orders) =>
      `${orders.length} orders: ${orders.map((o) => `#${o.number} ${o.total.toFixed(2)}`).join(', ')}`,
  }),
  call({
    title: 'The other group is routed by its own key',
    run: (db) =>
      db.product.findUniqueOrThrow({ where: { sku: 'OAK-CHAIR' }, include: { stock: true } }),
    shards: 1,
    show: (product) =>
      `${product.title}, ${product.price.toFixed(2)}: ${product.stock.map((s) => `${s.quantity} ${s.warehouse}`).join(', ')}`,
  }),
  call({
    title: 'Figures of one customer',
    run: (db) =>
      db.order.aggregate({ where: { userId: 42n }, _sum: { total: true }, _count: true }),
    shards: 1,
    show: ({ _count, _sum }) => `${_count} orders, ${_sum.total?.toFixed(2)} in all`,
  }),
  call({
    title: 'Groups of one customer',
    run: (db) =>
      db.order.groupBy({
        by: ['status'],
        where: { userId: 42n },
        _sum: { total: true },
        orderBy: { status: 'asc' },
      }),
    shards: 1,
    show: (groups) => groups.map((g) => `${g.status} ${g._sum.total?.toFixed(2)}`).join(', '),
  }),
];
