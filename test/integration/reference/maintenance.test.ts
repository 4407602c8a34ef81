import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { change, expectEqualCopies, rowsOf, TABLES } from './support/copies.js';

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('reference-maintenance', schema);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const SAMPLE = {
  kind: 'a',
  text: 'Ünï',
  big: 9007199254740993n,
  real: 0.1,
  exact: '12345678901234567890.123456789',
  day: new Date('2024-02-29'),
  moment: new Date('2024-02-29T12:34:56.789Z'),
  bytes: Buffer.from([0, 255, 92]),
  json: { a: [1, null, 'x'] },
  yes: true,
  zone: 'SOUTH',
  words: ['a', '', 'NULL', 'a"b\\c'],
  numbers: [1, -2],
  zones: ['NORTH', 'SOUTH'],
  uuid: '0b0e3d6e-4f0c-4a55-8f53-3cbb7a4a1c11',
};

const differing = async () => {
  const { equal, tables } = await db.$referenceModels.check();
  const names = tables.filter((one: Loose) => !one.equal).map(({ table }: Loose) => table);
  expect(equal).toBe(names.length === 0);
  return names;
};

/** A change of one value on one shard, of each kind of column. */
const DRIFTS: Readonly<Record<string, string>> = {
  text: `text = 'uni'`,
  'a text that is null': 'text = NULL',
  'a text that is empty': `text = ''`,
  'a text that says null': `text = 'NULL'`,
  big: 'big = big - 1',
  real: 'real = real + 1e-16',
  exact: 'exact = exact + 0.000000001',
  day: `day = '2024-03-01'`,
  moment: `moment = moment + interval '1 microsecond'`,
  bytes: `bytes = '\\x00ff5d'`,
  json: `json = '{"a": [1, null, "y"]}'`,
  'a json null': `json = 'null'`,
  'no json': 'json = NULL',
  yes: 'yes = NULL',
  zone: `zone = 'NORTH'`,
  words: `words = ARRAY['a', '', NULL, 'a"b\\c']`,
  'an empty list': `words = '{}'`,
  numbers: 'numbers = ARRAY[1, -3]',
  zones: `zones = ARRAY['SOUTH', 'NORTH']::"Zone"[]`,
  uuid: `uuid = '0b0e3d6e-4f0c-4a55-8f53-3cbb7a4a1c12'`,
};

test('a value of any type that differs is found and repaired, in both directions', async () => {
  await db.sample.createMany({ data: [1, 2].map((id) => ({ ...SAMPLE, id })) });
  expect(await differing()).toEqual([]);
  const right = await rowsOf(shards.urls[0] ?? '', 'the samples');
  for (const [title, set] of Object.entries(DRIFTS)) {
    await change(shards.urls[2], `UPDATE "the samples" SET ${set} WHERE sample_id = 2`);
    expect(await differing(), title).toEqual(['the samples']);
    const wrong = await rowsOf(shards.urls[2] ?? '', 'the samples');
    // What is wrong is copied exactly too.
    expect(await db.$referenceModels.repair({ from: 'shard_3' }), title).toMatchObject({
      from: 'shard_3',
      left: [],
    });
    expect(await differing(), title).toEqual([]);
    expect(await rowsOf(shards.urls[0] ?? '', 'the samples'), title).toEqual(wrong);
    await db.sample.deleteMany();
    await db.sample.createMany({ data: [1, 2].map((id) => ({ ...SAMPLE, id })) });
    await change(shards.urls[2], `UPDATE "the samples" SET ${set} WHERE sample_id = 2`);
    const report = await db.$referenceModels.repair();
    expect(report, title).toMatchObject({
      from: 'shard_1',
      repaired: [
        {
          shard: 'shard_3',
          model: 'Sample',
          table: 'the samples',
          inserted: 0,
          updated: 1,
          deleted: 0,
        },
      ],
      left: [],
    });
    expect(await rowsOf(shards.urls[2] ?? '', 'the samples'), title).toEqual(right);
  }
  await expectEqualCopies(shards.urls);
});

test('settings of databases, and where rows lie, are no difference', async () => {
  await db.sample.createMany({ data: [1, 2, 3].map((id) => ({ ...SAMPLE, id })) });
  const [, url = ''] = shards.urls;
  const database = new URL(url).pathname.slice(1);
  for (const set of [
    `"TimeZone" = 'Asia/Kolkata'`,
    `"DateStyle" = 'SQL, DMY'`,
    `"bytea_output" = 'escape'`,
    `"extra_float_digits" = '-3'`,
    `"IntervalStyle" = 'iso_8601'`,
  ]) {
    await change(url, `ALTER DATABASE "${database}" SET ${set}`);
  }
  await change(url, `UPDATE "the samples" SET real = real WHERE sample_id = 1`);
  const other: Loose = shards.createShards(shards.urls);
  expect(await other.$referenceModels.check()).toMatchObject({ equal: true });
  // Nor for a write, which compares what comes back.
  await other.sample.updateManyAndReturn({ data: { text: 'new', moment: new Date() } });
  expect(await other.$referenceModels.check()).toMatchObject({ equal: true });
  await other.$disconnect();
  await change(url, `ALTER DATABASE "${database}" RESET ALL`);
});

test('missing rows, surplus rows and join tables are made equal, whatever their order', async () => {
  await db.continent.create({
    data: {
      id: 1,
      name: 'a',
      parts: { create: { id: 2, name: 'b', parts: { create: { id: 3, name: 'c' } } } },
    },
  });
  await db.country.create({
    data: {
      code: 'DE',
      name: 'D',
      continentId: 3,
      tags: { create: [{ label: 'eu' }, { label: 'g7' }] },
    },
  });
  const [, two, three, four] = shards.urls;
  await change(two, `TRUNCATE "Country", "Tag", continents CASCADE`);
  await change(
    three,
    `DELETE FROM "_CountryToTag"; UPDATE "Tag" SET label = 'x' WHERE label = 'eu';
    UPDATE "Tag" SET label = 'eu' WHERE label = 'g7'; INSERT INTO continents VALUES (9, 'z', 1), (8, 'y', 9)`,
  );
  await change(
    four,
    `INSERT INTO "Country" (code, name, "updatedAt") VALUES ('XX', 'D2', now());
    UPDATE "Country" SET name = 'other' WHERE code = 'DE'; UPDATE "Country" SET name = 'D' WHERE code = 'XX'`,
  );
  expect((await differing()).sort()).toEqual(['Country', 'Tag', '_CountryToTag', 'continents']);
  expect(await db.$referenceModels.repair()).toMatchObject({ left: [] });
  expect(await differing()).toEqual([]);
  await expectEqualCopies(shards.urls);
  expect(await db.$referenceModels.repair()).toEqual({ from: 'shard_1', repaired: [], left: [] });
});

test('a row that others refer to is named, and nothing of theirs is deleted or changed', async () => {
  await db.country.createMany({ data: ['DE', 'XX'].map((code) => ({ code, name: code })) });
  const id = [...Array(50).keys()]
    .map(BigInt)
    .find((one) => db.user.route({ id: one }).shard === 'shard_2');
  await db.user.create({ data: { id, name: 'a', homeId: 'XX' } });
  for (const url of [shards.urls[0], shards.urls[2]])
    await change(url, `DELETE FROM "Country" WHERE code = 'XX'`);
  const { left, repaired } = await db.$referenceModels.repair();
  expect(left).toEqual([
    {
      shard: 'shard_2',
      model: 'Country',
      table: 'Country',
      id: ['XX'],
      why: 'rows of "User" refer to it',
    },
  ]);
  expect(repaired).toMatchObject([{ shard: 'shard_4', deleted: 1 }]);
  expect(await db.user.findUnique({ where: { id } })).toMatchObject({ homeId: 'XX' });
  await db.user.delete({ where: { id } });
  expect(await db.$referenceModels.repair()).toMatchObject({ left: [] });
  await expectEqualCopies(shards.urls);
});

test('a shard without rows gets all of them', async () => {
  await db.continent.createMany({
    data: Array.from({ length: 2000 }, (_, id) => ({
      id,
      name: `c${id}`,
      parentId: id === 0 ? null : id - 1,
    })),
  });
  await change(shards.urls[3], 'TRUNCATE continents CASCADE');
  expect(await db.$referenceModels.repair()).toMatchObject({
    repaired: [{ shard: 'shard_4', table: 'continents', inserted: 2000 }],
    left: [],
  });
  await expectEqualCopies(shards.urls);
});

test('other columns are a named error, and so is a table that is not there', async () => {
  await change(shards.urls[1], 'ALTER TABLE "Tag" ADD COLUMN more text');
  await expect(db.$referenceModels.check()).rejects.toMatchObject({
    code: 'SG3710',
    message: expect.stringContaining('"public"."Tag" of shard "shard_2" has more besides'),
  });
  await expect(db.$referenceModels.repair()).rejects.toMatchObject({ code: 'SG3710' });
  await change(
    shards.urls[1],
    'ALTER TABLE "Tag" DROP COLUMN more; ALTER TABLE "Tag" RENAME TO "Gat"',
  );
  await expect(db.$referenceModels.check()).rejects.toMatchObject({ code: 'SG3710' });
  await change(shards.urls[1], 'ALTER TABLE "Gat" RENAME TO "Tag"');
});

test('without the tables nothing is written, and install() makes them', async () => {
  for (const url of shards.urls) await change(url, 'DROP TABLE shardgen.reference_decision');
  await expect(db.tag.create({ data: { label: 'a' } })).rejects.toMatchObject({ code: 'SG3705' });
  await expect(db.$referenceModels.check()).rejects.toMatchObject({ code: 'SG3705' });
  await db.$referenceModels.install();
  await db.$referenceModels.install();
  await db.tag.create({ data: { label: 'a' } });
  expect(await differing()).toEqual([]);
  expect(TABLES).toHaveLength(6);
});

test('the source has to be a shard, and every shard has to be there', async () => {
  await expect(db.$referenceModels.repair({ from: 'shard_9' })).rejects.toMatchObject({
    code: 'SG3009',
  });
  await shards.virtual.shard('shard_4').down();
  await expect(db.$referenceModels.check()).rejects.toMatchObject({
    code: 'SG5001',
    shard: 'shard_4',
  });
  await expect(db.$referenceModels.repair()).rejects.toMatchObject({
    code: 'SG5001',
    shard: 'shard_4',
  });
  await shards.virtual.shard('shard_4').restore();
});
