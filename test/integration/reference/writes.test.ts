import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { change, expectEqualCopies, expectNothingPrepared, rowsOf } from './support/copies.js';

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('reference-writes', schema);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());
afterEach(async () => {
  await expectEqualCopies(shards.urls);
  await expectNothingPrepared(shards.urls);
});

const country = (code: string) => ({ code, name: `Land ${code}` });

/** A user whose rows are on a shard. */
function userOn(shard: string): bigint {
  for (let id = 1n; ; id++) if (db.user.route({ id }).shard === shard) return id;
}

describe('a write of a reference model', () => {
  test('is the same row on every shard, with values that Prisma makes', async () => {
    const made = await db.country.create({ data: country('DE') });
    const tag = await db.tag.create({ data: { label: 'eu' } });
    for (const name of shards.names) {
      expect(await db.country.onShard(name).findMany()).toEqual([made]);
      expect(await db.tag.onShard(name).findUnique({ where: { id: tag.id } })).toEqual(tag);
    }
  });

  test('has one id on all shards, where shardgen makes it', async () => {
    const { id } = await db.currency.create({ data: { name: 'euro' } });
    await db.currency.createMany({ data: [{ name: 'yen' }, { name: 'pound' }] });
    for (const name of shards.names) {
      const found = await db.currency.onShard(name).findMany({ orderBy: { id: 'asc' } });
      expect(found).toHaveLength(3);
      expect(found[0]).toEqual({ id, name: 'euro' });
    }
  });

  test('happens with all that is nested in it', async () => {
    await db.continent.create({
      data: { id: 1, name: 'Europe', parts: { create: [{ id: 2, name: 'West' }] } },
    });
    await db.country.create({
      data: {
        ...country('DE'),
        continent: { connect: { id: 2 } },
        tags: {
          create: [{ label: 'eu' }],
          connectOrCreate: { where: { label: 'g7' }, create: { label: 'g7' } },
        },
      },
    });
    await db.country.update({
      where: { code: 'DE' },
      data: { tags: { disconnect: { label: 'eu' } }, continent: { update: { name: 'Western' } } },
    });
    for (const name of shards.names) {
      const [found] = await db.country
        .onShard(name)
        .findMany({ include: { tags: true, continent: true } });
      expect(found).toMatchObject({ tags: [{ label: 'g7' }], continent: { name: 'Western' } });
    }
  });

  test('changes nothing anywhere when it is refused', async () => {
    await db.country.create({ data: country('DE') });
    await expect(db.country.create({ data: country('DE') })).rejects.toMatchObject({
      code: 'P2002',
    });
    await expect(
      db.country.update({ where: { code: 'XX' }, data: { name: 'x' } }),
    ).rejects.toMatchObject({ code: 'P2025' });
  });

  test('is refused by one shard alone: rows there refer to the row', async () => {
    await db.country.create({ data: country('DE') });
    for (const shard of shards.names) {
      const userId = userOn(shard);
      await db.user.create({
        data: { id: userId, name: shard, orders: { create: { id: 1n, total: 1, toId: 'DE' } } },
      });
      await expect(db.country.delete({ where: { code: 'DE' } })).rejects.toMatchObject({
        code: 'P2003',
      });
      await db.order.delete({ where: { userId_id: { userId, id: 1n } } });
      await db.user.delete({ where: { id: userId } });
    }
    await db.country.delete({ where: { code: 'DE' } });
    expect(await db.country.count()).toBe(0);
  });

  test('takes the rows of all shards along that follow it', async () => {
    await db.country.create({ data: country('DE') });
    for (const shard of shards.names) {
      await db.user.create({ data: { id: userOn(shard), name: shard, homeId: 'DE' } });
    }
    await db.country.update({ where: { code: 'DE' }, data: { code: 'DD' } });
    expect((await db.user.onAllShards().findMany()).map(({ homeId }: Loose) => homeId)).toEqual(
      shards.names.map(() => 'DD'),
    );
    await db.country.delete({ where: { code: 'DD' } });
    expect(await db.user.onAllShards().count({ where: { homeId: null } })).toBe(4);
  });

  test('of many rows answers what one database would', async () => {
    const rows = await db.country.createManyAndReturn({ data: ['A', 'B', 'C'].map(country) });
    expect(rows.map(({ code }: Loose) => code)).toEqual(['A', 'B', 'C']);
    expect(
      await db.country.createMany({ data: ['C', 'D'].map(country), skipDuplicates: true }),
    ).toEqual({ count: 1 });
    expect(
      await db.country.updateMany({ where: { code: { in: ['A', 'B'] } }, data: { zone: 'SOUTH' } }),
    ).toEqual({ count: 2 });
    const changed = await db.country.updateManyAndReturn({
      where: { zone: 'SOUTH' },
      data: { continentId: null },
    });
    expect(changed).toHaveLength(2);
    expect(await db.country.deleteMany({ where: { zone: 'SOUTH' } })).toEqual({ count: 2 });
    expect(
      await db.country.upsert({
        where: { code: 'C' },
        create: country('C'),
        update: { name: 'c' },
      }),
    ).toMatchObject({ name: 'c' });
    expect(await db.country.deleteMany()).toEqual({ count: 2 });
  });

  test('cannot be limited: each shard would choose its own rows', async () => {
    await expect(db.country.deleteMany({ limit: 1 })).rejects.toMatchObject({ code: 'SG3703' });
    await expect(
      db.country.updateMany({ limit: 1, data: { zone: 'SOUTH' } }),
    ).rejects.toMatchObject({ code: 'SG3703' });
  });

  test('answers a relation of its row', async () => {
    await db.continent.create({ data: { id: 1, name: 'Europe' } });
    const found = await db.country
      .create({ data: { ...country('DE'), continentId: 1 } })
      .continent();
    expect(found).toMatchObject({ name: 'Europe' });
    expect(await db.country.findUnique({ where: { code: 'DE' } }).continent()).toEqual(found);
  });
});

describe('copies that differ', () => {
  test('are noticed by a write that finds other rows, and it happens nowhere', async () => {
    await db.country.createMany({ data: ['A', 'B'].map(country) });
    await change(shards.urls[2], `DELETE FROM "Country" WHERE code = 'B'`);
    const before = await Promise.all(shards.urls.map((url) => rowsOf(url, 'Country')));
    await expect(db.country.updateMany({ data: { zone: 'SOUTH' } })).rejects.toMatchObject({
      code: 'SG3707',
      message: expect.stringContaining('shard_3'),
    });
    expect(await Promise.all(shards.urls.map((url) => rowsOf(url, 'Country')))).toEqual(before);
    await db.$referenceModels.repair();
  });
});

test('writers of two clients take turns', async () => {
  const other: Loose = shards.createShards(shards.urls);
  await db.country.create({ data: country('DE') });
  await db.continent.createMany({
    data: Array.from({ length: 20 }, (_, id) => ({ id, name: `c${id}` })),
  });
  const writes = Array.from({ length: 20 }, (_, id) =>
    (id % 2 === 0 ? db : other).country.update({
      where: { code: 'DE' },
      data: { continentId: id, name: `n${id}` },
    }),
  );
  await Promise.all(writes);
  await other.$disconnect();
});
