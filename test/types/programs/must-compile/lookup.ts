import { createShards } from 'shards';
import type { LookupRoute, MoveReport, MoveStep, PlacedRoute, UnplacedRoute } from 'shardgen';
import { type Equal, is } from '../exact.js';

const db = createShards({ control: { url: 'postgres://h/d' }, directory: { cacheSize: 1000 } });

// program: a route is a promise that says whether a key has a place
{
  const route = await db.account.route({ code: 'acme' });
  is<Equal<typeof route, LookupRoute>>();
  if (route.placed) {
    is<Equal<typeof route, PlacedRoute>>();
    is<Equal<typeof route.shard, string>>();
    is<Equal<typeof route.version, number>>();
  } else {
    is<Equal<typeof route, UnplacedRoute>>();
    is<Equal<typeof route.candidate, string>>();
  }
}

// program: a kind tells placed keys from others too
{
  const route = await db.member.route({ accountCode: 'acme' });
  if (route.kind === 'single') is<Equal<typeof route.shard, string>>();
}

// program: calls are those of any sharded model
{
  const account = await db.account.create({
    data: { code: 'acme', members: { create: [{ number: 1 }] } },
    include: { members: true },
  });
  is<Equal<(typeof account)['members'][number]['nick'], string>>();
  const members = await db.account.findUnique({ where: { code: 'acme' } }).members();
  is<Equal<NonNullable<typeof members>[number]['number'], number>>();
  await db.member.findMany({ where: { accountCode: { equals: 'acme' }, nick: 'a' } });
  await db.member.createMany({ data: [{ accountCode: 'a', number: 1 }] });
}

// program: the control database is named as a shard is, or as the config names it
{
  createShards({ control: 'postgres://h/d' });
  createShards({ control: { url: { env: 'CONTROL' } } });
  createShards({ control: { env: 'CONTROL' } });
}

// program: a key is moved to a shard, and told what goes on
{
  const report = await db.$directory.move('Account', { code: 'acme' }, 'shard_2', {
    onStep: (step) => is<Equal<typeof step, MoveStep>>(),
  });
  is<Equal<typeof report, MoveReport>>();
  is<Equal<typeof report.from, string | undefined>>();
  const given = await db.$directory.cancelMove('Account', { code: 'acme' });
  is<Equal<typeof given, boolean>>();
  const moves = await db.$directory.unfinishedMoves();
  is<Equal<(typeof moves)[number]['switched'], boolean>>();
}
