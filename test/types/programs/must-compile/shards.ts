import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: a named shard reads without a key
{
  const rows = await db.order.onShard('shard_1').findMany({ where: { total: 3 }, select: { id: true } });
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: every read method exists on a named shard
{
  const shard = db.item.onShard('shard_2');
  is<
    Equal<
      keyof typeof shard,
      | 'aggregate'
      | 'count'
      | 'findFirst'
      | 'findFirstOrThrow'
      | 'findMany'
      | 'findUnique'
      | 'findUniqueOrThrow'
      | 'groupBy'
    >
  >();
}

// program: a named shard counts, aggregates and groups
{
  const count = await db.item.onShard('shard_2').count();
  is<Equal<typeof count, number>>();
  const sums = await db.item.onShard('shard_2').aggregate({ _sum: { qty: true } });
  is<Equal<typeof sums._sum.qty, number | null>>();
  const groups = await db.item.onShard('shard_2').groupBy({ by: ['sku'], _count: true });
  is<Equal<(typeof groups)[number]['_count'], number>>();
}

// program: all shards give rows, with relations
{
  const rows = await db.order.onAllShards().findMany({ where: { total: 3 }, include: { user: true } });
  is<Equal<(typeof rows)[number]['user']['email'], string>>();
}

// program: all shards give selected columns
{
  const rows = await db.order.onAllShards().findMany({ select: { id: true, items: { select: { sku: true } } } });
  is<Equal<typeof rows, { id: bigint; items: { sku: string }[] }[]>>();
}

// program: all shards count
{
  const count = await db.order.onAllShards().count({ where: { status: 'OPEN' } });
  is<Equal<typeof count, number>>();
  await db.device.onAllShards().count();
}

// program: a route is explained from the plain key
db.order.route({ userId: 1n });
db.shop.route({ slug: 'a' });
db.shelf.route({ region: 'eu', depotCode: 1 });
