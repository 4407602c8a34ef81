import { createShards } from 'shards';
import { type Equal, is } from '../exact.js';

const db = createShards();

// program: a row is found by a globally unique value
{
  const found = await db.player.findUnique({ where: { handle: 'ada' }, select: { city: true } });
  is<Equal<typeof found, { city: string | null } | null>>();
  const narrowed = await db.player.findUnique({ where: { handle: 'ada', city: { not: null } } });
  const both = await db.player.findUnique({ where: { id: 1n, handle: 'ada' } });
  const together = await db.player.findUniqueOrThrow({
    where: { realm_number: { realm: 'OPEN', number: 1 } },
  });
  is<Equal<typeof narrowed, typeof both>>();
  is<Equal<(typeof together)['number'], number | null>>();
}

// program: a row is changed by a globally unique value
{
  await db.player.update({ where: { handle: 'ada' }, data: { handle: { set: 'eve' } } });
  await db.player.delete({ where: { realm_number: { realm: 'PAID', number: 2 } } });
  const made = await db.player.upsert({
    where: { handle: 'ada' },
    create: { id: 1n, handle: 'ada', realm: 'OPEN', badge: 'b' },
    update: { city: 'Rome' },
    omit: { badge: true },
  });
  is<Equal<'badge' extends keyof typeof made ? true : false, false>>();
}

// program: finders are methods
{
  const one = await db.player.findByHandle('ada', { select: { id: true } });
  is<Equal<typeof one, { id: bigint } | null>>();
  const other = await db.player.findByRealmAndNumber({ realm: 'OPEN', number: 1 });
  is<Equal<NonNullable<typeof other>['badge'], string>>();
  const many = await db.player.findManyByCity('Rome', {
    where: { number: { gt: 1 } },
    omit: { city: true },
  });
  is<Equal<'city' extends keyof (typeof many)[number] ? true : false, false>>();
}
