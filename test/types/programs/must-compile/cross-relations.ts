import type { Prisma } from 'prisma-client';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: a loader gives a row of the other model, or null, for each row
{
  const gifts = await db.gift.findMany({ where: { id: 1n } });
  const buyers = await db.gift.loadBuyer(gifts);
  is<Equal<NonNullable<(typeof buyers)[number]>['email'], string>>();
  is<Equal<null extends (typeof buyers)[number] ? true : false, true>>();
  const devices = await db.gift.loadDevice(gifts);
  is<Equal<(typeof devices)[number], { id: number; label: string | null; readings: number[] } | null>>();
}

// program: a loader takes the projection of the other model
{
  const gifts = await db.gift.onAllShards().findMany();
  const some = await db.gift.loadBuyer(gifts, { select: { name: true, orders: { select: { id: true } } } });
  is<Equal<(typeof some)[number], { name: string | null; orders: { id: bigint }[] } | null>>();
  const whole = await db.gift.loadBuyer(gifts, { include: { profile: true } });
  is<Equal<NonNullable<(typeof whole)[number]>['profile'], Prisma.ProfileGetPayload<object> | null>>();
  const most = await db.gift.loadDevice(gifts, { omit: { readings: true } });
  is<Equal<(typeof most)[number], { id: number; label: string | null } | null>>();
  const plans = await db.gift.loadPlan(gifts, { select: { features: { select: { label: true } } } });
  is<Equal<(typeof plans)[number], { features: { label: string }[] } | null>>();
}

// program: rows need only the fields that name the other row
{
  const gifts = await db.gift.findMany({ where: { id: 1n }, select: { buyerId: true } });
  await db.gift.loadBuyer(gifts);
  await db.gift.loadBuyer([{ buyerId: 1n }, { buyerId: null }]);
  await db.gift.loadBuyer([]);
  const frozen: readonly { readonly buyerId: bigint; readonly more: string }[] = [];
  await db.gift.loadBuyer(frozen);
}

// program: several fields together name a row
{
  const gifts = await db.gift.findMany({ where: { id: 1n }, omit: { buyerId: true } });
  const depots = await db.gift.loadDepot(gifts, { include: { shelves: true } });
  is<Equal<NonNullable<(typeof depots)[number]>['shelves'][number]['number'], number>>();
}

// program: a decimal names a row
{
  const gifts = await db.gift.findMany({ where: { id: 1n }, select: { price: true } });
  const prices = await db.gift.loadPriceLabel(gifts, { select: { label: true } });
  is<Equal<(typeof prices)[number], { label: string | null } | null>>();
}

// program: rows of a global model name rows of shards
{
  const coupons = await db.coupon.findMany();
  const users = await db.coupon.loadUser(coupons, { select: { email: true } });
  is<Equal<(typeof users)[number], { email: string } | null>>();
}

// program: chosen shards read as all of them do
{
  const rows = await db.order.onShards(['shard_1', 'shard_3']).findMany({ select: { id: true } });
  is<Equal<typeof rows, { id: bigint }[]>>();
  const count = await db.order.onShards(['shard_2']).count({ where: { status: 'OPEN' } });
  is<Equal<typeof count, number>>();
}

// program: the list of shards may come from elsewhere
{
  const some: ('shard_1' | 'shard_2')[] = ['shard_1'];
  const fixed = ['shard_1', 'shard_4'] as const;
  await db.item.onShards(some).count();
  await db.item.onShards(fixed).findMany();
  await db.item.onShards(some.filter((name) => name !== 'shard_2')).count();
}
