import type { $Enums } from 'prisma-client';
import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: a region is named by a value of its enum
{
  const stores = await db.store.findMany({ where: { zone: 'US', name: { contains: 'a' } } });
  is<Equal<(typeof stores)[number]['zone'], $Enums.Zone>>();
  await db.store.findMany({ where: { zone: { equals: 'EU' } }, orderBy: { name: 'asc' } });
}

// program: a region of a row that was read is a key again
{
  const store = await db.store.findUnique({ where: { zone_id: { zone: 'US', id: 'a' } } });
  if (store) await db.ticket.findMany({ where: { zone: store.zone, storeId: store.id } });
  const office = await db.office.findFirstOrThrow({ where: { country: 'US', state: 'CA' } });
  await db.office.update({
    where: { country_state_id: { country: office.country, state: office.state, id: office.id } },
    data: { rooms: { increment: 1 } },
  });
}

// program: a row is created in its region, with rows that follow it
{
  const store = await db.store.create({
    data: { zone: 'EU', name: 'a', tickets: { create: [{ number: 1 }] } },
    include: { tickets: true },
  });
  is<Equal<(typeof store)['tickets'][number]['zone'], $Enums.Zone>>();
  await db.ticket.create({ data: { number: 2, store: { connect: { zone_id: { zone: 'EU', id: store.id } } } } });
  await db.office.createMany({ data: [{ country: 'US', state: 'CA', id: 1 }] });
}

// program: an upsert keeps the region
await db.ticket.upsert({
  where: { zone_storeId_number: { zone: 'US', storeId: 'a', number: 1 } },
  create: { zone: 'US', storeId: 'a', number: 1 },
  update: { paid: true },
});

// program: a route says the region that matched
{
  const route = db.office.route({ country: 'US', state: 'CA' });
  is<Equal<typeof route.region, Readonly<Record<string, readonly string[]>> | 'default'>>();
  is<Equal<typeof route.shard, string>>();
  db.ticket.route({ zone: 'US' });
}

// program: a part of the key asks all shards
{
  const count = await db.office.onAllShards().count({ where: { country: 'US' } });
  is<Equal<typeof count, number>>();
}
