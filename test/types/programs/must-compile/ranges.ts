import { Prisma } from 'prisma-client';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: an instant is a Date or a text, as in Prisma
{
  const events = await db.event.findMany({ where: { at: new Date(), title: { contains: 'a' } } });
  is<Equal<(typeof events)[number]['at'], Date>>();
  await db.event.findMany({ where: { at: '2024-01-01T00:00:00Z' }, orderBy: { id: 'asc' } });
  await db.event.findMany({ where: { at: { equals: new Date() } } });
}

// program: the instant of a row that was read is a key again
{
  const event = await db.event.findFirstOrThrow({ where: { at: new Date() } });
  await db.mark.findMany({ where: { eventAt: event.at, eventId: event.id } });
  await db.event.update({ where: { at_id: { at: event.at, id: event.id } }, data: { title: 'b' } });
}

// program: an instant that the schema fills in may be left out, and may be given
{
  const event = await db.event.create({
    data: { title: 'a', marks: { create: [{ number: 1 }] } },
    include: { marks: true },
  });
  is<Equal<(typeof event)['marks'][number]['eventAt'], Date>>();
  await db.event.create({ data: { at: '2024-01-01T00:00:00Z', title: 'a' } });
  await db.event.createMany({ data: [{ title: 'a' }, { title: 'b', at: new Date() }] });
  await db.mark.create({ data: { number: 2, event: { create: { title: 'c' } } } });
}

// program: a decimal is what Prisma takes for one
{
  const price = await db.price.findUniqueOrThrow({ where: { amount: 10.5 } });
  is<Equal<(typeof price)['amount'], Prisma.Decimal>>();
  await db.price.findUnique({ where: { amount: price.amount } });
  await db.price.findUnique({ where: { amount: new Prisma.Decimal('10.50') } });
  await db.price.upsert({
    where: { amount: '10.50' },
    create: { amount: '10.50', label: 'a' },
    update: { label: 'b' },
  });
}

// program: a route says the range that has the key
{
  const route = db.event.route({ at: new Date() });
  const { range } = route;
  if (range !== 'default') is<Equal<typeof range.from, bigint | number | string | undefined>>();
  is<Equal<typeof route.shard, string>>();
  db.price.route({ amount: '1.50' });
}

// program: a stretch of keys asks the shards that may have it
{
  const at = { gte: new Date(), lt: '2025-01-01T00:00:00Z' };
  const count = await db.event.onAllShards().count({ where: { at, AND: [{ title: 'a' }] } });
  is<Equal<typeof count, number>>();
}
