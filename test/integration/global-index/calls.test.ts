import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-calls', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** Without types: TypeScript does not know the generated models. */
const client = (): Loose => shards.db;
const user = (id: number) => ({ id: BigInt(id), email: `e${id}`, name: 'x' });

describe('what cannot be reserved is refused before anything is sent', () => {
  const account = { id: 1n, bank: 'b', number: 1 };
  const where = { userId_id: { userId: 1n, id: 1n } };
  test.each<[string, (db: Loose) => PromiseLike<unknown>]>([
    ['updateMany', (db) => db.user.updateMany({ where: { id: 1n }, data: { email: 'a' } })],
    [
      'updateManyAndReturn',
      (db) => db.account.updateManyAndReturn({ where: { userId: 1n }, data: { number: 2 } }),
    ],
    ['increment', (db) => db.account.update({ where, data: { number: { increment: 1 } } })],
    [
      'connectOrCreate below a nested row',
      (db) =>
        db.account.update({
          where,
          data: {
            user: { update: { accounts: { connectOrCreate: { where, create: account } } } },
          },
        }),
    ],
    [
      'nested connectOrCreate of rows that may be one',
      (db) =>
        db.user.create({
          data: {
            ...user(1),
            accounts: {
              connectOrCreate: [
                { where, create: account },
                { where: { userId_id: { userId: 1n, id: 2n } }, create: account },
                { where, create: { ...account, number: 2 } },
              ],
            },
          },
        }),
    ],
    [
      'nested createMany that skips duplicates',
      (db) =>
        db.user.create({
          data: {
            ...user(1),
            accounts: { createMany: { data: [account], skipDuplicates: true } },
          },
        }),
    ],
    [
      'nested update of a part',
      (db) =>
        db.user.update({
          where: { id: 1n },
          data: { accounts: { update: { where, data: { bank: 'c' } } } },
        }),
    ],
  ])('%s', async (_, call) => {
    shards.virtual.queries.clear();
    await expect(call(client())).rejects.toMatchObject({ code: 'SG3602' });
    expect(shards.virtual.queries.statements).toEqual([]);
  });

  test.each([
    ['a number', 5],
    ['a NUL', 'a\0b'],
    ['half a character', '\ud800'],
    ['a date', new Date(0)],
  ])('a value that is %s', async (_, email) => {
    shards.virtual.queries.clear();
    const calls = [
      client().user.create({ data: { ...user(1), email } }),
      client().user.findUnique({ where: { email } }),
      client().user.findByEmail(email),
      client().user.findManyByCountry(email),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'SG3601' });
    expect(shards.virtual.queries.statements).toEqual([]);
  });

  test('another isolation level', async () => {
    const strict = shards.createShards(shards.urls);
    const db: Loose = shards.createClient({
      shards: Object.fromEntries(
        shards.names.map((name, i) => [
          name,
          `${shards.urls[i]}?options=-c%20default_transaction_isolation%3Dserializable`,
        ]),
      ),
    });
    await expect(db.user.create({ data: user(1) })).rejects.toMatchObject({ code: 'SG3605' });
    expect(await client().user.onAllShards().count()).toBe(0);
    await Promise.all([db.$disconnect(), strict.$disconnect()]);
  });
});

test('writes whose values are in no index are Prisma’s alone', async () => {
  await client().user.create({ data: user(1) });
  const home = client().user.route({ id: 1n }).shard;
  shards.virtual.queries.clear();
  await client().user.update({ where: { id: 1n }, data: { name: 'y' } });
  await client().user.updateMany({ where: { id: 1n }, data: { name: 'z' } });
  expect(shards.virtual.queries.shards).toEqual([home]);
  const sent = shards.virtual.queries.statements.map(({ sql }: Loose) => sql);
  expect(sent.filter((sql: string) => sql.includes('shardgen.'))).toEqual([]);
});

test('a relation of a written row comes with the write', async () => {
  const data = { ...user(1), accounts: { create: [{ id: 1n, bank: 'b', number: 1 }] } };
  expect(await client().user.create({ data }).accounts()).toMatchObject([{ bank: 'b' }]);
  const moved = client().account.update({
    where: { bank_number: { bank: 'b', number: 1 } },
    data: { bank: 'c' },
  });
  expect(await moved.user().accounts({ where: { bank: 'c' } })).toHaveLength(1);
  expect(await client().user.findByEmail('e1').accounts()).toHaveLength(1);
  const upserted = client().user.upsert({
    where: { email: 'e1' },
    create: user(9),
    update: { email: 'e2' },
  });
  expect(await upserted.accounts()).toHaveLength(1);
});

test('a value asks its home and the shard of its row, and no other', async () => {
  for (let id = 1; id <= 20; id++) {
    await client().user.create({ data: { ...user(id), country: id % 2 === 0 ? 'de' : 'fr' } });
  }
  for (let id = 1; id <= 20; id++) {
    shards.virtual.queries.clear();
    expect(await client().user.findByEmail(`e${id}`)).toMatchObject({ id: BigInt(id) });
    const asked: readonly string[] = shards.virtual.queries.shards;
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(asked).toContain(client().user.route({ id: BigInt(id) }).shard);
  }
  const one = client().user.route({ id: 7n }).shard;
  await client().user.update({ where: { id: 7n }, data: { country: 'it' } });
  shards.virtual.queries.clear();
  expect(await client().user.findManyByCountry('it')).toMatchObject([{ id: 7n }]);
  const reads = shards.virtual.queries.statements.filter(({ model }: Loose) => model === 'User');
  expect(reads.map(({ shard }: Loose) => shard)).toEqual([one]);
});

test('the many rows of a value are filtered, projected and put in order', async () => {
  for (let id = 1; id <= 9; id++) {
    await client().user.create({ data: { ...user(id), country: 'de', name: `n${id % 3}` } });
  }
  const found: Loose[] = await client().user.findManyByCountry('de', {
    where: { name: 'n1' },
    select: { id: true },
  });
  expect(found.map(({ id }) => id).sort()).toEqual([1n, 4n, 7n]);
  const both: Loose[] = await client().user.findManyByCountry('de', {
    where: { AND: { name: 'n1' }, id: { gt: 1n } },
  });
  expect(both.map(({ id }) => id).sort()).toEqual([4n, 7n]);
  expect(await client().user.findManyByCountry('de', { where: { OR: [] } })).toEqual([]);
  expect(await client().user.findManyByCountry('es')).toEqual([]);
  const last: Loose[] = await client().user.findManyByCountry('de', {
    orderBy: { id: 'desc' },
    take: 2,
    where: { name: 'n1' },
    select: { name: true },
  });
  expect(last).toEqual([{ name: 'n1' }, { name: 'n1' }]);
  const ids: Loose[] = await client().user.findManyByCountry('de', {
    orderBy: [{ name: 'asc' }, { id: 'desc' }],
    where: { name: 'n1' },
  });
  expect(ids.map(({ id }) => id)).toEqual([7n, 4n, 1n]);
});

test('values of any length and any letters are told apart', async () => {
  const long = 'x'.repeat(2000);
  const emails = [long, `${long}y`, `${long} `, '"', '\\', '["a"]', 'ä', 'a\u0308', ' a', 'a '];
  for (const [i, email] of emails.entries()) {
    await client().user.create({ data: { ...user(i + 1), email } });
  }
  for (const [i, email] of emails.entries()) {
    expect(await client().user.findByEmail(email)).toMatchObject({ id: BigInt(i + 1) });
    await expect(client().user.create({ data: { ...user(99), email } })).rejects.toMatchObject({
      code: 'P2002',
    });
  }
});

test('the shard that cannot be reached is named, be it the home of a value or the shard of the row', async () => {
  const db = client();
  const own: string = db.user.route({ id: 1n }).shard;
  const others = ['shard_1', 'shard_2', 'shard_3', 'shard_4'].filter((name) => name !== own);
  for (const name of others) await shards.virtual.shard(name).down();
  const attempts = Array.from({ length: 12 }, async (_, i) => {
    return db.user
      .create({ data: { ...user(1), email: `home${i}` } })
      .catch((error: Loose) => error);
  });
  const failures = (await Promise.all(attempts)).filter(({ code }) => code === 'SG5001');
  for (const name of others) await shards.virtual.shard(name).restore();
  expect(failures).not.toEqual([]);
  for (const { shard, message } of failures) {
    expect(others).toContain(shard);
    expect(message.match(/SG5001/g)).toHaveLength(1);
  }
});
