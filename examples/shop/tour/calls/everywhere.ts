import { call } from './call.js';

/** Without a key a call has to say where it wants to go. */
export const everywhere = [
  call({
    title: 'One shard, named',
    run: (db) => db.order.onShard('shard_2').count({ where: { status: 'OPEN' } }),
    shards: 1,
    show: (count) => `${count} open orders on shard_2`,
  }),
  call({
    title: 'All shards, counted',
    run: (db) => db.order.onAllShards().count({ where: { status: 'OPEN' } }),
    shards: 4,
    show: (count) => `${count} open orders`,
  }),
  call({
    title: 'All shards, rows',
    run: (db) =>
      db.refund.onAllShards().findMany({
        where: { amount: { gt: 400 } },
        select: { userId: true, amount: true },
      }),
    shards: 4,
    show: (refunds) =>
      `${refunds.length} refunds: ${refunds.map((r) => `customer ${r.userId} ${r.amount.toFixed(2)}`).join(', ')}`,
  }),
];
