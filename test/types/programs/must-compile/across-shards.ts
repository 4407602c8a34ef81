import type { Prisma } from 'prisma-client';
import type { MissingShard, Page, ScatterPlan, ScatterResult } from 'shardgen';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: rows of all shards in an order, with limits
{
  const rows = await db.order.onAllShards().findMany({
    where: { total: { gt: 5 } },
    orderBy: [{ total: 'desc' }, { note: { sort: 'asc', nulls: 'first' } }, { userId: 'asc' }],
    take: -10,
    skip: 1,
    cursor: { userId_id: { userId: 1n, id: 2n } },
    distinct: ['status', 'note'],
    select: { id: true },
  });
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: one order and one column to tell rows apart by need no list
await db.order.onAllShards().findMany({ orderBy: { createdAt: 'desc' }, distinct: 'status' });

// program: rows of all shards ordered by the row that they belong to
await db.item.onAllShards().findMany({ orderBy: { order: { user: { name: { sort: 'desc', nulls: 'last' } } } } });

// program: rows of all shards ordered by the number of their rows
await db.order.onAllShards().findMany({ orderBy: { items: { _count: 'desc' } } });
await db.item.onAllShards().findMany({ orderBy: [{ order: { items: { _count: 'asc' } } }, { id: 'asc' }] });

// program: rows of all shards ordered by a relation to the same model
await db.doc.onAllShards().findMany({ orderBy: [{ parent: { parent: { title: 'asc' } } }, { children: { _count: 'asc' } }] });

// program: rows of all shards ordered by a copy that they lead to
await db.traveller.onAllShards().findMany({
  orderBy: [{ home: { land: { name: 'asc' } } }, { home: { zone: 'desc' } }, { home: { tags: { _count: 'asc' } } }],
});

// program: rows of all shards ordered by bytes, decimals, uuids and numbers
await db.user.onAllShards().findMany({ orderBy: [{ avatar: { sort: 'asc', nulls: 'first' } }, { credit: 'desc' }] });
await db.sensor.onAllShards().findMany({ orderBy: [{ token: 'asc' }, { madeAt: 'desc' }, { price: 'asc' }], distinct: ['madeAt'] });

// program: the first row of all shards
{
  const row = await db.order.onAllShards().findFirst({ orderBy: { total: 'desc' }, select: { id: true } });
  is<Equal<typeof row, { id: bigint } | null>>();
  const certain = await db.order.onAllShards().findFirstOrThrow({ include: { items: { take: 3 } } });
  is<Equal<(typeof certain)['items'][number]['sku'], string>>();
  const any = await db.device.onAllShards().findFirst();
  is<Equal<typeof any, { id: number; label: string | null; readings: number[] } | null>>();
}

// program: one row by a unique value that does not say its shard
{
  const row = await db.user.onAllShards().findUnique({ where: { code: 'a' }, select: { email: true } });
  is<Equal<typeof row, { email: string } | null>>();
  const certain = await db.order.onAllShards().findUniqueOrThrow({ where: { id: 1n, note: 'x' }, omit: { total: true } });
  is<Equal<keyof typeof certain, 'id' | 'userId' | 'status' | 'note' | 'createdAt'>>();
}

// program: whether any shard has a row
{
  const found = await db.order.onAllShards().exists({ where: { note: { contains: 'x' } } });
  is<Equal<typeof found, boolean>>();
  await db.order.onAllShards().exists();
}

// program: all shards count with a limit, and by columns
{
  const count = await db.order.onAllShards().count({ where: { status: 'OPEN' }, skip: 5, take: 10 });
  is<Equal<typeof count, number>>();
  const also = await db.order.onAllShards().count({ select: true });
  is<Equal<typeof also, number>>();
  const counts = await db.order.onAllShards().count({ where: { total: 1 }, select: { _all: true, note: true } });
  is<Equal<typeof counts, { _all: number; note: number }>>();
}

// program: all shards aggregate
{
  const all = await db.order.onAllShards().aggregate({
    where: { note: null },
    _avg: { total: true },
    _sum: { total: true, id: true },
    _min: { note: true },
    _max: { createdAt: true },
    _count: { _all: true, note: true },
  });
  is<Equal<typeof all._avg.total, Prisma.Decimal | null>>();
  is<Equal<typeof all._sum.id, bigint | null>>();
  is<Equal<typeof all._min.note, string | null>>();
  is<Equal<typeof all._max.createdAt, Date | null>>();
  is<Equal<typeof all._count, { _all: number; note: number }>>();
  const count = await db.item.onAllShards().aggregate({ _count: true });
  is<Equal<typeof count._count, number>>();
}

// program: the least and the greatest of what can be compared beside what cannot
{
  const all = await db.sensor.onAllShards().aggregate({ _min: { seenAt: true, token: true }, _max: { madeAt: true }, _sum: { exact: true } });
  is<Equal<typeof all._min.seenAt, Date | null>>();
  const groups = await db.sensor.onAllShards().groupBy({
    by: ['madeAt'],
    _max: { seenAt: true },
    orderBy: [{ _max: { madeAt: 'desc' } }, { _count: { seenAt: 'desc' } }, { madeAt: 'asc' }],
    take: 3,
  });
  is<Equal<(typeof groups)[number]['_max']['seenAt'], Date | null>>();
}

// program: all shards group
{
  const groups = await db.order.onAllShards().groupBy({
    by: ['status', 'userId'],
    where: { total: { gt: 1 } },
    _sum: { total: true },
    _count: true,
    having: { status: { _count: { gt: 1 } } },
    orderBy: [{ _sum: { total: 'desc' } }, { status: 'asc' }],
    take: 2,
    skip: 1,
  });
  is<Equal<(typeof groups)[number]['status'], 'OPEN' | 'PAID'>>();
  is<Equal<(typeof groups)[number]['userId'], bigint>>();
  is<Equal<(typeof groups)[number]['_sum']['total'], Prisma.Decimal | null>>();
  is<Equal<(typeof groups)[number]['_count'], number>>();
  const one = await db.order.onAllShards().groupBy({ by: 'note' });
  is<Equal<(typeof one)[number]['note'], string | null>>();
}

// program: pages of all shards
{
  const shards = db.order.onAllShards();
  const first = await shards.paginate({ orderBy: { createdAt: 'desc' }, first: 20, select: { id: true } });
  is<Equal<typeof first, Page<{ id: bigint }>>>();
  const next = await shards.paginate({ orderBy: { createdAt: 'desc' }, first: 20, after: first.endCursor, include: { user: true } });
  is<Equal<(typeof next.rows)[number]['user']['email'], string>>();
  is<Equal<[typeof next.endCursor, typeof next.hasNextPage], [string | null, boolean]>>();
  await db.traveller.onAllShards().paginate({ where: { homeId: 'FR' }, orderBy: { home: { name: 'asc' } }, first: 2 });
}

// program: a stream of all shards
{
  for await (const row of db.order.onAllShards().stream({ orderBy: { total: 'asc' }, batchSize: 100, omit: { note: true } })) {
    is<Equal<keyof typeof row, 'id' | 'userId' | 'status' | 'total' | 'createdAt'>>();
  }
  for await (const { label } of db.device.onShards(['shard_2']).stream()) is<Equal<typeof label, string | null>>();
}

// program: what a call over several shards would do
{
  const shards = db.order.onAllShards();
  const plan = shards.explain({ where: { total: 1 }, orderBy: { total: 'asc' }, take: 3, include: { user: true } });
  is<Equal<typeof plan, ScatterPlan>>();
  shards.explain();
  shards.explain({ by: ['status'], _sum: { total: true } }, 'groupBy');
  shards.explain({ first: 3, orderBy: { user: { name: 'asc' } } }, 'paginate');
  shards.explain({ where: { userId_id: { userId: 1n, id: 2n } } }, 'findUnique');
  shards.explain({ where: { total: 1 }, data: { note: null } }, 'updateMany');
}

// program: rows of several shards are changed and deleted
{
  const changed = await db.order.onAllShards().updateMany({ where: { status: 'OPEN' }, data: { note: 'x', total: { increment: 1 } } });
  is<Equal<typeof changed.count, number>>();
  const deleted = await db.order.onShards(['shard_1']).deleteMany({ where: { note: null } });
  is<Equal<typeof deleted.count, number>>();
  await db.order.onAllShards().deleteMany();
}

// program: how a call over several shards runs
{
  const { signal } = new AbortController();
  const options = { deadlineMs: 500, concurrency: 4, maxRows: 10, maxBytes: 1024, signal };
  const count = await db.order.onAllShards({ ...options, onFailure: 'fail' }).count();
  is<Equal<typeof count, number>>();
  const rows = await db.order.onShards(['shard_1', 'shard_2'], options).findMany({ select: { id: true } });
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: a partial answer is looked at before it is used
{
  const answer = await db.order.onAllShards({ onFailure: 'partial', deadlineMs: 500 }).findMany({ select: { id: true } });
  is<Equal<typeof answer, ScatterResult<{ id: bigint }[]>>>();
  if (answer.complete) {
    is<Equal<typeof answer.result, { id: bigint }[]>>();
    is<Equal<typeof answer.missing, readonly []>>();
  } else {
    is<Equal<typeof answer.partial, { id: bigint }[]>>();
    is<Equal<(typeof answer.missing)[0], MissingShard>>();
    is<Equal<(typeof answer.missing)[0]['state'], 'unreachable' | 'timed-out' | 'down' | 'failed'>>();
  }
}

// program: every read that may be partial says what is missing
{
  const shards = db.order.onShards(['shard_1'], { onFailure: 'partial' });
  is<
    Equal<
      keyof typeof shards,
      | 'aggregate'
      | 'count'
      | 'exists'
      | 'findFirst'
      | 'findFirstOrThrow'
      | 'findMany'
      | 'findUnique'
      | 'findUniqueOrThrow'
      | 'groupBy'
    >
  >();
  const count = await shards.count();
  is<Equal<typeof count, ScatterResult<number>>>();
  const counts = await shards.count({ select: { note: true } });
  is<Equal<typeof counts, ScatterResult<{ note: number }>>>();
  const exists = await shards.exists();
  is<Equal<typeof exists, ScatterResult<boolean>>>();
  const row = await shards.findFirst({ select: { id: true } });
  is<Equal<typeof row, ScatterResult<{ id: bigint } | null>>>();
  const sums = await shards.aggregate({ _sum: { total: true } });
  if (!sums.complete) is<Equal<typeof sums.partial._sum.total, Prisma.Decimal | null>>();
  const groups = await shards.groupBy({ by: ['status'] });
  if (groups.complete) is<Equal<(typeof groups.result)[number]['status'], 'OPEN' | 'PAID'>>();
}

// program: a list in the arguments may come from elsewhere
{
  const orderBy: ({ total: 'asc' } | { note: 'desc' })[] = [{ total: 'asc' }];
  await db.order.onAllShards().findMany({ orderBy });
  const by: ('status' | 'note')[] = ['status'];
  await db.order.onAllShards().groupBy({ by });
}
