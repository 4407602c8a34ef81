import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

/** Parts of the language in one program, where one depends on what another one does. */
let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('whole-language', schema, {}, { entryLifetimeMs: 1000 });
});
afterAll(() => shards.stop());

const MODELS = ['country', 'plan', 'user', 'order', 'tenant', 'member', 'event', 'shop'];
const KEYLESS = ['country', 'plan'];

const client = (): Loose => shards.db;
const rowsOf = (db: Loose, model: string, isSharded: boolean): Promise<Loose[]> =>
  isSharded && !KEYLESS.includes(model) ? db[model].onAllShards().findMany() : db[model].findMany();

/** What both say, in an order that does not depend on shards. */
const sorted = (rows: readonly Loose[]): string[] =>
  rows.map((row) => JSON.stringify(row, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))).sort();

/** Puts the rows of all shards into the one database. */
async function copyToOne(): Promise<void> {
  for (const model of MODELS) {
    const data = await rowsOf(client(), model, true);
    await (shards.oracle as Loose)[model].createMany({ data });
  }
}

async function fill(): Promise<void> {
  const db = client();
  const [de, fr] = await db.country.createManyAndReturn({
    data: [
      { code: 'de', name: 'Germany' },
      { code: 'fr', name: 'France' },
    ],
  });
  await db.plan.create({ data: { name: 'free', country: { connect: { code: 'de' } } } });
  for (const id of ['acme', 'umbrella']) {
    const members = { create: [{ nick: `${id}-1` }, { nick: `${id}-2` }] };
    await db.tenant.create({ data: { id, country: { connect: { id: fr.id } }, members } });
  }
  for (let i = 0; i < 12; i++) {
    await db.user.create({
      data: {
        email: `u${i}@b.c`,
        city: i % 3 === 0 ? 'Bonn' : null,
        country: { connect: { code: i % 2 === 0 ? 'de' : 'fr' } },
        orders: {
          create: [{ number: `${i}-a`, tenantId: 'acme', countryId: de.id }, { number: `${i}-b` }],
        },
      },
    });
  }
  const days = ['2025-06-01', '2026-06-01'].map((day) => new Date(day));
  await db.event.createMany({ data: days.map((at) => ({ at, title: at.toISOString() })) });
  for (const region of ['eu', 'us']) await db.shop.create({ data: { region, name: region } });
}

test('ids, unique values, copies, loaders and moved keys agree with one database', async () => {
  await fill();
  await copyToOne();
  const db = client();
  const oracle = shards.oracle as Loose;
  for (const model of MODELS) {
    expect(sorted(await rowsOf(db, model, true)), model).toEqual(
      sorted(await oracle[model].findMany()),
    );
  }
  expect((await db.$referenceModels.check()).equal).toBe(true);

  const orders: Loose[] = await oracle.order.findMany({ orderBy: { id: 'asc' } });
  const include = { country: true, user: { include: { country: true } } };
  for (const { id, number, userId } of orders) {
    const theirs = await oracle.order.findUnique({ where: { id }, include });
    shards.virtual.queries.clear();
    // The id alone leads to its shard.
    expect(await db.order.findUnique({ where: { id }, include })).toEqual(theirs);
    const asked = new Set(shards.virtual.queries.statements.map(({ shard }: Loose) => shard));
    expect([...asked]).toEqual([db.user.route({ id: userId }).shard]);
    expect(await db.order.findByNumber(number, { include })).toEqual(theirs);
  }
  const first = orders[0];
  await db.order.update({ where: { id: first.id }, data: { number: 'new' } });
  expect(await db.order.findByNumber(first.number)).toBeNull();
  expect((await db.order.findByNumber('new')).id).toBe(first.id);
  await expect(
    db.order.create({ data: { userId: first.userId, number: 'new' } }),
  ).rejects.toMatchObject({ code: 'P2002' });

  const bonn: Loose[] = await db.user.findManyByCity('Bonn', { include: { country: true } });
  expect(sorted(bonn)).toEqual(
    sorted(await oracle.user.findMany({ where: { city: 'Bonn' }, include: { country: true } })),
  );

  const where = { toJSON: () => ({ countryId: bonn[0].countryId }) };
  const there: Loose[] = await db.user.findManyByCity('Bonn', { where });
  expect(sorted(there)).toEqual(
    sorted(await oracle.user.findMany({ where: { city: 'Bonn', ...where.toJSON() } })),
  );

  const { shard: source } = await db.tenant.route({ id: 'acme' });
  const target = shards.names.find((name) => name !== source);
  await db.$directory.move('Tenant', { id: 'acme' }, target);
  expect((await db.tenant.route({ id: 'acme' })).shard).toBe(target);
  const tenants = await db.order.loadTenant(orders, { include: { country: true, members: true } });
  const acme = await oracle.tenant.findUnique({
    where: { id: 'acme' },
    include: { country: true, members: true },
  });
  for (const [i, { tenantId }] of orders.entries()) {
    const found = tenants[i] && { ...tenants[i], members: sorted(tenants[i].members) };
    expect(found).toEqual(tenantId === null ? null : { ...acme, members: sorted(acme.members) });
  }
  expect((await db.member.findByNick('acme-1')).tenantId).toBe('acme');
  expect(await db.member.onAllShards().count()).toBe(await oracle.member.count());

  // A copy to which rows of some shard refer stays on every shard.
  await expect(db.country.delete({ where: { code: 'fr' } })).rejects.toMatchObject({
    code: 'P2003',
  });
  await db.country.update({ where: { code: 'fr' }, data: { name: 'La France' } });
  const names = await Promise.all(
    shards.names.map((name) => db.country.onShard(name).findUnique({ where: { code: 'fr' } })),
  );
  expect(new Set(names.map(({ name }: Loose) => name))).toEqual(new Set(['La France']));
}, 240_000);

/** Values that a writer has, or had, for itself. */
async function reserved(): Promise<number> {
  let count = 0;
  for (const connectionString of shards.urls) {
    const one = new pg.Client({ connectionString });
    await one.connect();
    count += (await one.query('SELECT FROM shardgen.reservation')).rows.length;
    await one.end();
  }
  return count;
}

test('nothing is reserved for rows whose answer would ask one shard for all, through a copy', async () => {
  const db = client();
  const select = { country: { select: { users: true } } };
  const row = { userId: 1n, number: 'never' };
  const before = await reserved();
  for (const call of [
    db.order.create({ data: row, select }),
    db.order.createManyAndReturn({ data: [row], select }),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'SG3701' });
  }
  expect(await reserved()).toBe(before);
});
