import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: a reference model needs no shard key
{
  const countries = await db.country.findMany({ where: { name: { startsWith: 'G' } }, take: 2 });
  is<Equal<(typeof countries)[number]['landId'], number | null>>();
  await db.country.findFirst({ where: { OR: [{ land: { name: 'Europe' } }] }, orderBy: { land: { name: 'asc' } } });
  await db.country.findMany({ orderBy: [{ zone: 'asc' }, { tags: { _count: 'desc' } }], cursor: { code: 'DE' } });
  await db.country.count({ where: { tags: { some: { text: 'eu' } } } });
  await db.country.deleteMany();
}

// program: what every shard knows can be chosen
{
  const found = await db.country.findUniqueOrThrow({
    where: { name: 'Germany' },
    include: { land: true, tags: { select: { text: true } }, _count: { select: { tags: true } } },
  });
  is<Equal<NonNullable<(typeof found)['land']>['name'], string>>();
  is<Equal<(typeof found)['tags'], { text: string }[]>>();
  is<Equal<(typeof found)['_count'], { tags: number }>>();
  const chosen = await db.country.findMany({ select: { code: true, land: { select: { id: true } } } });
  is<Equal<typeof chosen, { code: string; land: { id: number } | null }[]>>();
  const land = await db.country.findUnique({ where: { code: 'DE' } }).land();
  is<Equal<NonNullable<typeof land>['name'], string>>();
}

// program: copies are written with their relations to copies
{
  const made = await db.country.create({
    data: {
      code: 'DE',
      name: 'Germany',
      land: { connectOrCreate: { where: { id: 1 }, create: { id: 1, name: 'Europe' } } },
      tags: { create: [{ text: 'eu' }], connect: { text: 'g7' } },
    },
    select: { code: true },
  });
  is<Equal<typeof made, { code: string }>>();
  await db.country.create({ data: { code: 'FR', name: 'France', landId: 1 } });
  const counted = await db.country.createMany({ data: [{ code: 'IT', name: 'Italy' }], skipDuplicates: true });
  is<Equal<typeof counted, { count: number }>>();
  await db.country.createManyAndReturn({ data: { code: 'ES', name: 'Spain' }, include: { land: true } });
  await db.country.update({ where: { name: 'Italy' }, data: { code: 'XX', tags: { set: [] } } });
  await db.country.updateMany({ data: { zone: 'EU' } });
  await db.country.updateManyAndReturn({ where: { zone: 'EU' }, data: { landId: null } });
  await db.country.upsert({ where: { code: 'DE' }, create: { code: 'DE', name: 'D' }, update: { name: 'D' } });
  await db.country.delete({ where: { code: 'DE' } });
}

// program: copies are aggregated and grouped
{
  const groups = await db.country.groupBy({ by: ['zone'], _count: true, orderBy: { zone: 'asc' } });
  is<Equal<(typeof groups)[number]['_count'], number>>();
  const highest = await db.continent.aggregate({ _max: { id: true } });
  is<Equal<(typeof highest)['_max']['id'], number | null>>();
}

// program: one copy can be looked at
{
  const there = await db.country.onShard('shard_2').findMany({ include: { land: true } });
  is<Equal<(typeof there)[number]['name'], string>>();
  const count: number = await db.country.onShard('shard_1').count();
  const route = db.country.route();
  is<Equal<typeof route.shards, readonly string[]>>();
  void count;
}

// program: sharded and global rows lead to copies by ordinary relations
{
  const found = await db.traveller.findMany({
    where: { id: 1n, home: { land: { name: 'Europe' } } },
    include: { home: { include: { land: true } } },
    orderBy: { home: { name: 'asc' } },
  });
  is<Equal<NonNullable<(typeof found)[number]['home']['land']>['id'], number>>();
  await db.traveller.create({ data: { id: 1n, home: { connect: { code: 'DE' } } } });
  await db.traveller.create({ data: { id: 1n, homeId: 'DE' } });
  await db.traveller.update({ where: { id: 1n }, data: { home: { connect: { name: 'France' } } } });
  await db.port.create({ data: { id: 1, country: { connect: { code: 'DE' } } } });
  await db.embassy.create({ data: { id: 1, country: { connect: { code: 'DE' } } } });
  await db.embassy.update({ where: { id: 1 }, data: { country: { disconnect: true } } });
}

// program: the copies are looked after
{
  const report = await db.$referenceModels.check();
  is<Equal<typeof report.equal, boolean>>();
  const { left } = await db.$referenceModels.repair({ from: 'shard_1' });
  is<Equal<(typeof left)[number]['why'], string>>();
}
