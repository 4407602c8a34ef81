import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { readReservations } from './support/reservations.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-maintenance', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** Without types: TypeScript does not know the generated models. */
const client = (): Loose => shards.db;

async function onEach(sql: string): Promise<void> {
  for (const url of shards.urls) {
    const connection = new pg.Client(url);
    await connection.connect();
    await connection.query(sql);
    await connection.end();
  }
}

/** As if the entries had been there for an hour. */
const age = () =>
  onEach(`UPDATE shardgen.reservation SET reserved_at = now() - interval '1 hour';
    UPDATE shardgen.entry SET entered_at = now() - interval '1 hour'`);
const forget = () => onEach('TRUNCATE shardgen.reservation, shardgen.entry, shardgen.refused');
const reserved = async () =>
  (await readReservations(shards.urls)).map(({ index, value, key }) => `${index} ${value} ${key}`);

const data = (id: number) => ({
  id: BigInt(id),
  email: `e${id}`,
  nickname: id % 3 === 0 ? null : `n${id}`,
  country: ['de', 'fr', null][id % 3],
  name: 'x',
  accounts: { create: [{ id: 1n, bank: 'b', number: id }] },
});

async function createUsers(count: number): Promise<void> {
  for (let id = 1; id <= count; id++) await client().user.create({ data: data(id) });
}

describe('backfill', () => {
  test('brings rows from before the index into it, and can be repeated', async () => {
    await createUsers(25);
    const before = (await reserved()).sort();
    await forget();
    expect(await client().user.findByEmail('e7')).toBeNull();
    const report = await client().$globalIndexes.backfill();
    expect(report).toEqual({ rows: 50, added: before.length + 17, duplicates: [] });
    expect((await reserved()).sort()).toEqual(before);
    expect(await client().user.findByEmail('e7')).toMatchObject({ id: 7n });
    expect(await client().user.findManyByCountry('fr')).toHaveLength(9);
    expect(await client().$globalIndexes.backfill()).toEqual({
      rows: 50,
      added: 0,
      duplicates: [],
    });
  });

  test('names values that two rows have already', async () => {
    await createUsers(2);
    const other = [3, 4, 5, 6, 7, 8].find(
      (id) =>
        client().user.route({ id: BigInt(id) }).shard !== client().user.route({ id: 1n }).shard,
    );
    const { shard } = client().user.route({ id: BigInt(other ?? 0) });
    const connection = new pg.Client(shards.virtual.shard(shard).url);
    await connection.connect();
    await connection.query(`INSERT INTO "User" (id, email, name) VALUES (${other}, 'e1', 'x')`);
    await connection.end();
    const { duplicates } = await client().$globalIndexes.backfill();
    expect(duplicates).toEqual([
      { index: 'User.email', values: ['e1'], keys: ['["1"]', `["${other}"]`] },
    ]);
  });

  test('takes over what a dead writer reserved', async () => {
    await createUsers(1);
    await onEach(
      `UPDATE shardgen.reservation SET key = '["99"]', reserved_at = now() - interval '1 hour'`,
    );
    const report = await client().$globalIndexes.backfill();
    expect(report).toMatchObject({ added: 3, duplicates: [] });
    expect(await client().user.findByEmail('e1')).toMatchObject({ id: 1n });
  });
});

describe('sweep', () => {
  test('releases what no row has, and nothing else', async () => {
    await createUsers(12);
    for (const id of [2, 4, 6]) await onEach(`DELETE FROM "User" WHERE id = ${id}`);
    await onEach(`UPDATE "User" SET email = 'changed', country = 'it' WHERE id = 8`);
    await age();
    const kept = (await reserved()).filter((entry) => !/"\]? ?\["(2|4|6)"\]$|"e8"/.test(entry));
    const { released } = await client().$globalIndexes.sweep();
    expect(await reserved()).toEqual(kept.filter((entry) => !/\["(2|4|6)"\]$/.test(entry)));
    expect(released).toBeGreaterThan(0);
    for (const country of ['de', 'fr']) {
      const found: Loose[] = await client().user.findManyByCountry(country);
      const all: Loose[] = await client().user.onAllShards().findMany({ where: { country } });
      expect(found.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    }
    expect(await client().$globalIndexes.sweep()).toMatchObject({ released: 0 });
  });

  test('leaves alone what is fresh', async () => {
    await createUsers(3);
    await onEach('DELETE FROM "User"');
    expect(await client().$globalIndexes.sweep()).toEqual({ checked: 0, released: 0 });
  });

  test('keeps one of several entries that say the same', async () => {
    await createUsers(1);
    for (const country of ['it', 'de', 'it', 'de', 'fr']) {
      await client().user.update({ where: { id: 1n }, data: { country } });
    }
    await age();
    await client().$globalIndexes.sweep();
    expect(await client().user.findManyByCountry('fr')).toHaveLength(1);
    shards.virtual.queries.clear();
    expect(await client().user.findManyByCountry('de')).toEqual([]);
  });
});

test('a shard without the tables is named, and what makes them', async () => {
  await onEach('DROP SCHEMA shardgen CASCADE');
  await expect(client().user.create({ data: data(1) })).rejects.toMatchObject({ code: 'SG3604' });
  await expect(client().user.findByEmail('e1')).rejects.toMatchObject({ code: 'SG3604' });
  await client().$globalIndexes.install();
  await client().$globalIndexes.install();
  await client().user.create({ data: data(1) });
  expect(await client().user.findByEmail('e1')).toMatchObject({ id: 1n });
});
