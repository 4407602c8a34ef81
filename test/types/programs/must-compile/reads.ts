import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: findUnique by a compound selector gives the whole row
{
  const row = await db.order.findUnique({ where: { userId_id: { userId: 1n, id: 2n } } });
  is<Equal<keyof NonNullable<typeof row>, 'id' | 'userId' | 'status' | 'total' | 'note' | 'createdAt'>>();
  is<Equal<NonNullable<typeof row>['status'], 'OPEN' | 'PAID'>>();
  is<Equal<NonNullable<typeof row>['note'], string | null>>();
}

// program: findUnique by a flat unique beside the shard key
{
  const row = await db.order.findUnique({ where: { userId: 1n, id: 2n }, select: { id: true } });
  is<Equal<typeof row, { id: bigint } | null>>();
}

// program: findUnique by a named compound unique
{
  const row = await db.order.findUnique({
    where: { user_status: { userId: 1, status: 'OPEN' } },
    select: { note: true },
  });
  is<Equal<typeof row, { note: string | null } | null>>();
}

// program: findUnique of a root by its key
{
  const row = await db.user.findUnique({ where: { id: 1n }, select: { email: true, tags: true } });
  is<Equal<typeof row, { email: string; tags: string[] } | null>>();
}

// program: findUnique of a root by its key and another unique
{
  const row = await db.user.findUnique({ where: { id: 1, code: 'a', email: 'a@b.c' }, select: { id: true } });
  is<Equal<typeof row, { id: bigint } | null>>();
}

// program: findUnique narrows by further filters
{
  const row = await db.order.findUnique({
    where: { userId: 1n, id: 2n, status: 'OPEN', items: { some: { qty: { gt: 1 } } } },
    select: { id: true },
  });
  is<Equal<typeof row, { id: bigint } | null>>();
}

// program: findUniqueOrThrow has no null
{
  const row = await db.order.findUniqueOrThrow({ where: { userId: 1n, id: 2n }, select: { id: true } });
  is<Equal<typeof row, { id: bigint }>>();
}

// program: findFirst gives a row or null
{
  const row = await db.order.findFirst({ where: { userId: 1n }, select: { id: true } });
  is<Equal<typeof row, { id: bigint } | null>>();
}

// program: findFirstOrThrow has no null
{
  const row = await db.order.findFirstOrThrow({ where: { userId: 1n }, select: { id: true } });
  is<Equal<typeof row, { id: bigint }>>();
}

// program: the key as an equals filter
{
  const rows = await db.order.findMany({ where: { userId: { equals: 1n } }, select: { id: true } });
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: filters, order, paging and distinct beside the key
{
  const rows = await db.order.findMany({
    where: { userId: 1, total: { gt: 5 }, OR: [{ status: 'OPEN' }, { note: null }], NOT: { note: 'x' } },
    orderBy: [{ createdAt: 'desc' }, { note: { sort: 'asc', nulls: 'last' } }],
    take: 10,
    skip: 1,
    cursor: { userId_id: { userId: 1, id: 2 } },
    distinct: ['status'],
    select: { id: true },
  });
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: order by a relation's count and by a relation's field
await db.order.findMany({ where: { userId: 1n }, orderBy: { items: { _count: 'desc' } } });
await db.order.findMany({ where: { userId: 1n }, orderBy: { user: { email: 'asc' } } });

// program: relation filters some, every, none and is
await db.order.findMany({
  where: {
    userId: 1n,
    items: { some: { sku: 'a' }, every: { qty: { gte: 1 } }, none: { sku: { startsWith: 'b' } } },
    user: { is: { email: { contains: 'x', mode: 'insensitive' } } },
    payment: { isNot: null },
  },
});

// program: a relation filter may name the key of the other side, too
await db.item.findMany({ where: { userId: 1n, order: { userId: 1n, total: { lt: 3 } } } });

// program: JSON filters
await db.user.findMany({ where: { id: 1n, meta: { path: ['a', 'b'], equals: 3 } } });

// program: list filters
await db.user.findMany({ where: { id: 1n, tags: { has: 'x' } } });
await db.device.findMany({ where: { id: 1, readings: { hasSome: [1, 2] } } });

// program: a field reference compares two columns
await db.order.findMany({ where: { userId: 1n, total: { gt: db.order.fields.total } } });

// program: a text key, with the default mode
await db.shop.findMany({ where: { slug: { equals: 'a', mode: 'default' } } });

// program: a composite key
{
  const row = await db.depot.findUnique({
    where: { region_code: { region: 'eu', code: 1 } },
    select: { label: true },
  });
  is<Equal<typeof row, { label: string } | null>>();
}

// program: a composite key of a follower whose fields are named otherwise
{
  const rows = await db.shelf.findMany({
    where: { region: 'eu', depotCode: { equals: 1 } },
    select: { number: true, depot: { select: { label: true } } },
  });
  is<Equal<typeof rows, { number: number; depot: { label: string } }[]>>();
}

// program: a compound primary key with a name of its own
{
  const row = await db.product.findUnique({ where: { shelf: { shopSlug: 'a', sku: 'b' } }, select: { sku: true } });
  is<Equal<typeof row, { sku: string } | null>>();
}

// program: a compound unique of which one field is optional in the schema
{
  const row = await db.payment.findUnique({
    where: { userId_orderId: { userId: 1n, orderId: 2n } },
    select: { id: true },
  });
  is<Equal<typeof row, { id: string } | null>>();
}

// program: a key that is the primary key of a one to one row
{
  const row = await db.profile.findUnique({ where: { userId: 1n }, select: { bio: true } });
  is<Equal<typeof row, { bio: string | null } | null>>();
}

// program: a model without relations
{
  const row = await db.device.findUnique({ where: { id: 1 }, omit: { readings: true } });
  is<Equal<typeof row, { id: number; label: string | null } | null>>();
}

// program: null may stand for no projection, as with Prisma
{
  const row = await db.device.findUnique({ where: { id: 1 }, select: null });
  is<Equal<typeof row, { id: number; label: string | null; readings: number[] } | null>>();
}
