import type { Prisma } from 'prisma-client';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: count is a number
{
  const count = await db.order.count({ where: { userId: 1n, status: 'OPEN' }, take: 10 });
  is<Equal<typeof count, number>>();
}

// program: count with select counts columns
{
  const counts = await db.order.count({ where: { userId: 1n }, select: { _all: true, note: true } });
  is<Equal<typeof counts, { _all: number; note: number }>>();
}

// program: count with select: true is a number
{
  const count = await db.order.count({ where: { userId: 1n }, select: true });
  is<Equal<typeof count, number>>();
}

// program: aggregate gives what was asked for
{
  const all = await db.order.aggregate({
    where: { userId: 1n },
    _avg: { total: true },
    _max: { createdAt: true },
    _count: { _all: true },
  });
  is<Equal<keyof typeof all, '_avg' | '_max' | '_count'>>();
  is<Equal<typeof all._avg.total, Prisma.Decimal | null>>();
  is<Equal<typeof all._max.createdAt, Date | null>>();
  is<Equal<typeof all._count._all, number>>();
}

// program: aggregate with _count: true
{
  const all = await db.item.aggregate({ where: { userId: 1n }, _count: true, _sum: { qty: true } });
  is<Equal<typeof all._count, number>>();
  is<Equal<typeof all._sum.qty, number | null>>();
}

// program: aggregate over a page
await db.order.aggregate({
  where: { userId: 1n },
  orderBy: { total: 'desc' },
  take: 5,
  cursor: { userId: 1n, id: 2n },
  _min: { total: true },
});

// program: groupBy with having, order and take
{
  const groups = await db.order.groupBy({
    by: ['status'],
    where: { userId: 1n },
    _sum: { total: true },
    having: { status: { not: 'OPEN', _count: { gt: 1 } } },
    orderBy: { status: 'asc' },
    take: 2,
  });
  is<Equal<(typeof groups)[number]['status'], 'OPEN' | 'PAID'>>();
  is<Equal<(typeof groups)[number]['_sum']['total'], Prisma.Decimal | null>>();
}

// program: groupBy one field, ordered by a count
{
  const groups = await db.order.groupBy({
    by: 'status',
    where: { userId: 1n },
    _count: true,
    orderBy: [{ _count: { status: 'desc' } }, { status: 'asc' }],
  });
  is<Equal<(typeof groups)[number]['_count'], number>>();
}

// program: groupBy several fields
{
  const groups = await db.item.groupBy({ by: ['sku', 'orderId'], where: { userId: 1n }, _max: { qty: true } });
  is<Equal<(typeof groups)[number]['sku'], string>>();
  is<Equal<(typeof groups)[number]['orderId'], bigint>>();
  is<Equal<(typeof groups)[number]['_max']['qty'], number | null>>();
}

// program: count, aggregate and groupBy under a composite key
await db.shelf.count({ where: { region: 'eu', depotCode: 1 } });
await db.shelf.aggregate({ where: { region: 'eu', depotCode: 1 }, _max: { number: true } });
await db.shelf.groupBy({ by: ['number'], where: { region: 'eu', depotCode: 1 } });
