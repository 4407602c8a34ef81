import type { Prisma } from 'prisma-client';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: select over three levels, with counts
{
  const rows = await db.user.findMany({
    where: { id: 1n },
    select: {
      email: true,
      orders: { select: { id: true, items: { select: { sku: true } }, _count: { select: { items: true } } } },
    },
  });
  is<
    Equal<
      typeof rows,
      { email: string; orders: { id: bigint; items: { sku: string }[]; _count: { items: number } }[] }[]
    >
  >();
}

// program: include over three levels, with filters and order inside
{
  const row = await db.user.findUniqueOrThrow({
    where: { id: 1n },
    include: {
      orders: {
        where: { status: 'PAID' },
        orderBy: { createdAt: 'desc' },
        take: 3,
        include: { items: { where: { qty: { gt: 1 } } }, payment: true },
      },
    },
  });
  is<Equal<(typeof row.orders)[number]['items'][number]['sku'], string>>();
  is<Equal<NonNullable<(typeof row.orders)[number]['payment']>['orderId'], bigint | null>>();
  is<Equal<null extends (typeof row.orders)[number]['payment'] ? true : false, true>>();
  is<Equal<typeof row.name, string | null>>();
}

// program: include of a required owner is not null
{
  const row = await db.item.findFirstOrThrow({ where: { userId: 1n }, include: { order: true, user: true } });
  is<Equal<typeof row.order.status, 'OPEN' | 'PAID'>>();
  is<Equal<typeof row.user.email, string>>();
}

// program: include of an optional one to one may be null
{
  const row = await db.user.findUniqueOrThrow({ where: { id: 1n }, include: { profile: true } });
  is<Equal<typeof row.profile, { userId: bigint; bio: string | null } | null>>();
}

// program: include of an optional owner may be null
{
  const row = await db.payment.findFirstOrThrow({
    where: { userId: 1n },
    include: { order: { select: { id: true } } },
  });
  is<Equal<typeof row.order, { id: bigint } | null>>();
}

// program: a relation of a model to itself, both ways
{
  const row = await db.doc.findUniqueOrThrow({
    where: { id: 'a', tenantId: 'b' },
    select: { parent: { select: { title: true } }, children: { select: { id: true } } },
  });
  is<Equal<typeof row, { parent: { title: string | null } | null; children: { id: string }[] }>>();
}

// program: omit takes columns away
{
  const rows = await db.order.findMany({ where: { userId: 1n }, omit: { total: true, note: true } });
  is<Equal<keyof (typeof rows)[number], 'id' | 'userId' | 'status' | 'createdAt'>>();
}

// program: omit beside include
{
  const row = await db.order.findFirstOrThrow({
    where: { userId: 1n },
    omit: { total: true },
    include: { items: { omit: { qty: true } } },
  });
  is<Equal<'total' extends keyof typeof row ? true : false, false>>();
  is<Equal<keyof (typeof row.items)[number], 'id' | 'userId' | 'orderId' | 'sku'>>();
}

// program: _count alone, filtered
{
  const row = await db.order.findFirstOrThrow({
    where: { userId: 1n },
    select: { _count: { select: { items: { where: { qty: 1 } } } } },
  });
  is<Equal<typeof row, { _count: { items: number } }>>();
}

// program: include _count: true
{
  const row = await db.order.findFirstOrThrow({ where: { userId: 1n }, include: { _count: true } });
  is<Equal<typeof row._count.items, number>>();
}

// program: enum, JSON, bytes, decimal and list columns keep their types
{
  const row = await db.user.findUniqueOrThrow({
    where: { id: 1n },
    select: { tags: true, meta: true, avatar: true, credit: true },
  });
  is<Equal<typeof row.tags, string[]>>();
  is<Equal<typeof row.meta, Prisma.JsonValue>>();
  is<Equal<typeof row.credit, Prisma.Decimal>>();
  is<Equal<Uint8Array extends typeof row.avatar ? false : null extends typeof row.avatar ? true : false, true>>();
}

// program: a select that was checked elsewhere with satisfies
{
  const select = { id: true, items: { select: { sku: true } } } satisfies Prisma.OrderSelect;
  const rows = await db.order.findMany({ where: { userId: 1n }, select });
  is<Equal<typeof rows, { id: bigint; items: { sku: string }[] }[]>>();
}

// program: an include that was checked elsewhere with satisfies
{
  const include = { items: true } as const satisfies Prisma.OrderInclude;
  const row = await db.order.findUnique({ where: { userId: 1n, id: 1n }, include });
  is<Equal<NonNullable<typeof row>['items'][number]['qty'], number>>();
}

// program: a projection chosen at run time
{
  const withItems: boolean = Math.random() > 0.5;
  const rows = await db.order.findMany({ where: { userId: 1n }, include: { items: withItems } });
  is<Equal<(typeof rows)[number]['id'], bigint>>();
}

// program: a select that leaves a column out with false
{
  const rows = await db.order.findMany({ where: { userId: 1n }, select: { id: true, total: false } });
  is<Equal<keyof (typeof rows)[number], 'id'>>();
}

// program: a payload type of Prisma names the result
{
  type OrderWithItems = Prisma.OrderGetPayload<{ include: { items: true } }>;
  const rows: OrderWithItems[] = await db.order.findMany({ where: { userId: 1n }, include: { items: true } });
  void rows;
}
