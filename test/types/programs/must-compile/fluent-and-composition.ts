import type { Prisma } from 'prisma-client';
import { createShards, type OrderRepository, type ShardedClient, type ShardName } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: the fluent API walks to many rows
{
  const items = await db.order.findUnique({ where: { userId: 1n, id: 1n } }).items();
  is<Equal<NonNullable<typeof items>[number]['sku'], string>>();
}

// program: the fluent API takes arguments and walks twice
{
  const user = await db.order.findUniqueOrThrow({ where: { userId: 1n, id: 1n } }).user();
  is<Equal<typeof user.email, string>>();
  const orders = await db.item
    .findUniqueOrThrow({ where: { id: 'a', userId: 1n } })
    .order()
    .items({ where: { qty: 1 }, select: { sku: true } });
  is<Equal<typeof orders, { sku: string }[]>>();
}

// program: the fluent API after create and update
{
  const items = await db.order.create({ data: { id: 1n, userId: 1n, total: 3 } }).items();
  is<Equal<(typeof items)[number]['qty'], number>>();
  const profile = await db.user.update({ where: { id: 1n }, data: { name: 'x' } }).profile();
  is<Equal<typeof profile, { userId: bigint; bio: string | null } | null>>();
}

// program: calls are Prisma promises
{
  const call: Prisma.PrismaPromise<unknown> = db.order.findMany({ where: { userId: 1n } });
  await call;
}

// program: several calls at once
{
  const [order, count, sums] = await Promise.all([
    db.order.findUnique({ where: { userId: 1n, id: 1n }, select: { id: true } }),
    db.order.count({ where: { userId: 1n } }),
    db.order.aggregate({ where: { userId: 1n }, _sum: { total: true } }),
  ]);
  is<Equal<typeof order, { id: bigint } | null>>();
  is<Equal<typeof count, number>>();
  is<Equal<typeof sums._sum.total, Prisma.Decimal | null>>();
}

// program: a client is passed to a function
{
  const load = async (shards: ShardedClient, id: bigint) =>
    shards.user.findUniqueOrThrow({ where: { id }, include: { orders: true } });
  const user = await load(db, 1n);
  is<Equal<(typeof user.orders)[number]['id'], bigint>>();
}

// program: one repository is passed to a function
{
  const total = (orders: OrderRepository, userId: bigint) => orders.count({ where: { userId } });
  const count = await total(db.order, 1n);
  is<Equal<typeof count, number>>();
}

// program: a client lives in a class
{
  class Service {
    readonly #db: ShardedClient;
    constructor(shards: ShardedClient) {
      this.#db = shards;
    }
    find(userId: bigint) {
      return this.#db.order.findMany({ where: { userId }, select: { id: true } });
    }
  }
  const rows = await new Service(db).find(1n);
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: a reusable filter is spread beside the key
{
  const open = { status: 'OPEN', total: { gt: 5 } } satisfies Prisma.OrderWhereInput;
  await db.order.findMany({ where: { ...open, userId: 1n } });
}

// program: a filter of Prisma's own type stands under AND
{
  const filter: Prisma.OrderWhereInput = { OR: [{ status: 'OPEN' }] };
  await db.order.findMany({ where: { userId: 1n, AND: [filter] } });
}

// program: a key narrowed by a check
{
  const find = async (userId: bigint | undefined) => {
    if (userId === undefined) return [];
    return await db.order.findMany({ where: { userId } });
  };
  is<Equal<Awaited<ReturnType<typeof find>>[number]['id'], bigint>>();
}

// program: a bigint key may be a number
await db.order.findMany({ where: { userId: 5 } });

// program: a helper that gives back data for a create
{
  const draft = (userId: bigint) =>
    ({ id: 1n, userId, total: '3.50' }) satisfies Prisma.OrderUncheckedCreateInput;
  await db.order.create({ data: draft(1n) });
}

// program: a generic helper over the selected columns
{
  const find = <S extends Prisma.OrderSelect>(select: S) =>
    ({ where: { userId: 1n }, select }) as const;
  const rows = await db.order.findMany(find({ id: true }));
  is<Equal<typeof rows, { id: bigint }[]>>();
}

// program: shard names are known
{
  const name: ShardName = 'shard_3';
  is<Equal<ShardName, 'shard_1' | 'shard_2' | 'shard_3' | 'shard_4'>>();
  await db.order.onShard(name).count();
}

// program: a client with urls of its own
{
  const other = createShards({ shards: { shard_1: 'postgresql://localhost/a' } });
  await other.$disconnect();
}

// program: disconnect gives a promise of nothing
{
  const closed: Promise<void> = db.$disconnect();
  await closed;
}
