import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: a global model needs no shard key
{
  const plans = await db.plan.findMany();
  is<Equal<(typeof plans)[number], { id: number; name: string }>>();
  await db.plan.findMany({ where: { name: { startsWith: 'a' } }, orderBy: { name: 'asc' }, take: 2 });
  await db.plan.findFirst();
  await db.plan.count();
  await db.plan.deleteMany();
}

// program: a global row is found by any of its unique fields
{
  const plan = await db.plan.findUnique({ where: { name: 'free' }, include: { features: true } });
  is<Equal<NonNullable<typeof plan>['features'][number]['label'], string>>();
  await db.plan.update({ where: { name: 'free' }, data: { name: 'team' } });
  await db.plan.delete({ where: { id: 1 } });
}

// program: global rows are written with their relations
{
  const plan = await db.plan.create({
    data: { name: 'free', features: { create: [{ label: 'sso' }], connect: { id: 2 } } },
    select: { id: true, features: { select: { label: true } } },
  });
  is<Equal<typeof plan, { id: number; features: { label: string }[] }>>();
  await db.plan.upsert({ where: { name: 'free' }, create: { name: 'free' }, update: { id: 3 } });
  await db.plan.createMany({ data: [{ name: 'a' }, { name: 'b' }], skipDuplicates: true });
  const made = await db.plan.createManyAndReturn({ data: { name: 'c' }, select: { id: true } });
  is<Equal<typeof made, { id: number }[]>>();
  await db.plan.updateMany({ data: { name: 'd' } });
  await db.plan.updateManyAndReturn({ where: { id: { gt: 1 } }, data: { name: 'e' } });
}

// program: global rows are counted, aggregated and grouped
{
  const counts = await db.plan.count({ select: { _all: true } });
  is<Equal<typeof counts, { _all: number }>>();
  const highest = await db.plan.aggregate({ _max: { id: true } });
  is<Equal<(typeof highest)['_max']['id'], number | null>>();
  const some = await db.plan.aggregate({ where: { name: 'a', features: { none: {} } }, _count: true });
  is<Equal<(typeof some)['_count'], number>>();
  const groups = await db.plan.groupBy({ by: ['name'], where: { OR: [{ id: 1 }, { name: 'a' }] }, _count: true });
  is<Equal<(typeof groups)[number]['name'], string>>();
}

// program: a count is a number, also where one is asked for
{
  const all: number = await db.plan.count();
  const some: number = await db.plan.count({ where: { name: 'a' } });
  const inFunction = async (): Promise<number> => db.plan.count();
  const fields: { _all: number } = await db.plan.count({ select: { _all: true } });
  const keyed: number = await db.user.count({ where: { id: 1n } });
  const ofKey = async (): Promise<number> => db.user.count({ where: { id: 1n } });
  is<Equal<typeof all, typeof some>>();
  void [inFunction, fields, keyed, ofKey];
}

// program: a relation of a global row is asked from its promise
{
  const features = await db.plan.findUniqueOrThrow({ where: { id: 1 } }).features();
  is<Equal<(typeof features)[number]['label'], string>>();
}

// program: a route of a global model takes nothing
{
  const route = db.plan.route();
  is<Equal<typeof route.shard, string>>();
}
