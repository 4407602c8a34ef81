import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { generateKey } from '../../../runtime/key/generate-key.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { readReservations } from './support/reservations.js';

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-crashes', schema);
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

/** Without types: TypeScript does not know the generated models. */
const client = (): Loose => shards.db;
const user = (id: number, email: string) => ({ id: BigInt(id), email, name: `u${id}` });
const stopAt = (step: number) => shards.virtual.failPoints.stopAt('globalIndex', step);
const emails = async () =>
  (await client().user.onAllShards().findMany()).map(({ email }: Loose) => email).sort();

/** A user on another shard than user 1. */
function elsewhere(): number {
  const shardOf = (id: number) => client().user.route({ id: BigInt(id) }).shard;
  for (let id = 2; ; id++) if (shardOf(id) !== shardOf(1)) return id;
}

describe('a writer that ends between its steps', () => {
  test('after it has reserved: the value is free', async () => {
    const stop = stopAt(2);
    const dead = client()
      .user.create({ data: user(1, 'a') })
      .catch((error: unknown) => error);
    await stop.reached;
    stop.end();
    expect(await dead).toMatchObject({ code: 'SG7013' });
    expect(await readReservations(shards.urls)).toHaveLength(1);
    expect(await client().user.findUnique({ where: { email: 'a' } })).toBeNull();
    await client().user.create({ data: user(elsewhere(), 'a') });
    expect(await emails()).toEqual(['a']);
  });

  test('before it releases an old value: the old value is free, the new one is not', async () => {
    await client().user.create({ data: user(1, 'old') });
    const stop = stopAt(3);
    const dead = client()
      .user.update({ where: { id: 1n }, data: { email: 'new' } })
      .catch((error: unknown) => error);
    await stop.reached;
    stop.end();
    expect(await dead).toMatchObject({ code: 'SG7013' });
    const other = elsewhere();
    await expect(client().user.create({ data: user(other, 'new') })).rejects.toMatchObject({
      code: 'P2002',
    });
    await client().user.create({ data: user(other, 'old') });
    expect(await emails()).toEqual(['new', 'old']);
  });

  test('after it has deleted: the value is free', async () => {
    await client().user.create({ data: user(1, 'a') });
    const stop = stopAt(4);
    const dead = client()
      .user.delete({ where: { id: 1n } })
      .catch((error: unknown) => error);
    await stop.reached;
    stop.end();
    expect(await dead).toMatchObject({ code: 'SG7013' });
    await client().user.create({ data: user(elsewhere(), 'a') });
    expect(await emails()).toEqual(['a']);
  });
});

describe('a writer that is only slow', () => {
  test('finds its token refused when somebody took the value, and sees the other row', async () => {
    const stop = stopAt(2);
    const slow = client()
      .user.create({ data: user(1, 'a') })
      .catch((error: unknown) => error);
    await stop.reached;
    await client().user.create({ data: user(elsewhere(), 'a') });
    stop.goOn();
    expect(await slow).toMatchObject({ code: 'P2002' });
    expect(await emails()).toEqual(['a']);
    expect(await readReservations(shards.urls)).toHaveLength(1);
  });

  test('gets its value when the one who took it has given it up', async () => {
    const stop = stopAt(2);
    const slow = client().user.create({ data: user(1, 'a') });
    const begun = slow.then((row: Loose) => row.id);
    await stop.reached;
    const other = elsewhere();
    await client().user.create({ data: user(other, 'a') });
    await client().user.delete({ where: { id: BigInt(other) } });
    stop.goOn();
    expect(await begun).toBe(1n);
    expect(await emails()).toEqual(['a']);
  });

  test('does not release a value that came back to its row meanwhile', async () => {
    await client().user.create({ data: user(1, 'a') });
    const stop = stopAt(3);
    const slow = client().user.update({ where: { id: 1n }, data: { email: 'b' } });
    const done = slow.then((row: Loose) => row.email);
    await stop.reached;
    await client().user.update({ where: { id: 1n }, data: { email: 'a' } });
    stop.goOn();
    expect(await done).toBe('b');
    await expect(client().user.create({ data: user(elsewhere(), 'a') })).rejects.toMatchObject({
      code: 'P2002',
    });
    expect(await emails()).toEqual(['a']);
  });
});

test('a change of a row that is not there leaves one that comes meanwhile alone', async () => {
  const stop = stopAt(1);
  const change = client().user.update({ where: { id: 1n }, data: { email: 'taken' } });
  const refused = change.catch((error: unknown) => error);
  await stop.reached;
  await client().user.create({ data: user(1, 'a') });
  await client().user.create({ data: user(elsewhere(), 'taken') });
  stop.goOn();
  // As if it had come first.
  expect(await refused).toMatchObject({ code: 'P2025' });
  expect(await emails()).toEqual(['a', 'taken']);
});

test('a change of some fields of an index begins again when another one changes the rest', async () => {
  const account = { id: 1n, bank: 'north', number: 1 };
  await client().user.create({ data: { ...user(1, 'a'), accounts: { create: [account] } } });
  const where = { userId_id: { userId: 1n, id: 1n } };
  const stop = stopAt(2);
  const slow = client().account.update({ where, data: { number: 2 } });
  const changed = slow.then((row: Loose) => row);
  await stop.reached;
  await client().account.update({ where, data: { bank: 'south' } });
  stop.goOn();
  expect(await changed).toMatchObject({ bank: 'south', number: 2 });
  const found = await client().account.findByBankAndNumber({ bank: 'south', number: 2 });
  expect(found).toMatchObject({ id: 1n });
  const other = { userId: BigInt(elsewhere()), id: 5n, bank: 'south', number: 2 };
  await client().user.create({ data: user(elsewhere(), 'b') });
  await expect(client().account.create({ data: other })).rejects.toMatchObject({ code: 'P2002' });
  await client().account.create({ data: { ...other, bank: 'north' } });
});

test('a nested connectOrCreate connects a row that comes meanwhile', async () => {
  const where = { userId_id: { userId: 1n, id: 1n } };
  await client().user.create({ data: user(1, 'a') });
  const stop = stopAt(2);
  const connectOrCreate = { where, create: { id: 1n, bank: 'north', number: 1 } };
  const data = { accounts: { connectOrCreate } };
  const slow = client().user.update({ where: { id: 1n }, data, include: { accounts: true } });
  const changed = slow.then((row: Loose) => row);
  await stop.reached;
  await client().account.create({ data: { userId: 1n, id: 1n, bank: 'south', number: 1 } });
  stop.goOn();
  expect((await changed).accounts).toMatchObject([{ id: 1n, bank: 'south' }]);
  // The value of the row that was not created is free.
  await client().account.create({ data: { userId: 1n, id: 2n, bank: 'north', number: 1 } });
});

test('a row that is being written holds off whoever wants its value', async () => {
  const { virtual } = shards;
  const home = client().user.route({ id: 1n }).shard;
  const token = generateKey('uuid7');
  const reserve = `INSERT INTO shardgen.reservation VALUES ('User.email', '["a"]', '["1"]', '${token}', now() - interval '1 hour')`;
  // Somebody's reservation lies where the value has its home; that is found by making one there.
  await client().user.create({ data: user(1, 'a') });
  const places = await Promise.all(shards.urls.map((url) => readReservations([url])));
  const reservedOn = shards.urls[places.findIndex((found) => found.length > 0)] ?? '';
  await client().user.delete({ where: { id: 1n } });
  await run(reservedOn, reserve);
  const writer = new pg.Client(virtual.shard(home).url);
  await writer.connect();
  await writer.query('BEGIN');
  await writer.query(`INSERT INTO "User" (id, email, name) VALUES (1, 'a', 'u1')`);
  await writer.query(`SELECT shardgen.enter('${token}')`);
  let ended = false;
  const other = client()
    .user.create({ data: user(elsewhere(), 'a') })
    .catch((error: unknown) => error)
    .finally(() => {
      ended = true;
    });
  await waiting(virtual.shard(home).url);
  expect(ended).toBe(false);
  await writer.query('COMMIT');
  expect(await other).toMatchObject({ code: 'P2002' });
  expect(await emails()).toEqual(['a']);
  await writer.end();
});

test('a token that was refused never enters, and an old one neither', async () => {
  const [url = ''] = shards.urls;
  const token = generateKey('uuid7');
  await run(url, `SELECT shardgen.refuse('${token}')`);
  await expect(run(url, `SELECT shardgen.enter('${token}')`)).rejects.toMatchObject({
    code: 'SG001',
  });
  await expect(
    run(url, `SELECT shardgen.enter('01900000-0000-7000-8000-000000000000')`),
  ).rejects.toMatchObject({ code: 'SG001' });
  await expect(
    run(
      url,
      `BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT shardgen.enter('${randomUUID()}'); COMMIT`,
    ),
  ).rejects.toMatchObject({ code: 'SG002' });
});

async function run(url: string, sql: string): Promise<void> {
  const connection = new pg.Client(url);
  await connection.connect();
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** Waits until somebody waits for an advisory lock. */
async function waiting(url: string): Promise<void> {
  const connection = new pg.Client(url);
  await connection.connect();
  for (;;) {
    const { rows } = await connection.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    if (rows.length > 0) break;
  }
  await connection.end();
}
