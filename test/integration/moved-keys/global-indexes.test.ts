import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { LIFETIME_MS, run } from './support.js';

const SCHEMA = fileURLToPath(new URL('../global-index/lookup/schema.prisma', import.meta.url));

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  const settings = { entryLifetimeMs: LIFETIME_MS };
  shards = await startGeneratedShards('moved-keys-indexes', SCHEMA, {}, settings);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const user = (id: bigint, email: string) => ({ id, email, name: `u${id}`, country: 'NL' });
const urlOf = (shard: string) => shards.virtual.shard(shard).url;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: Loose) => error.code,
  );

/** User 1 and some others; answers the shard of user 1, and another one. */
async function someUsers(): Promise<readonly [from: string, to: string]> {
  for (const id of [1n, 2n, 3n, 4n]) await db.user.create({ data: user(id, `e${id}`) });
  await db.account.create({ data: { userId: 1n, id: 1n, bank: 'north', number: 7 } });
  const from = (await db.user.route({ id: 1n })).shard;
  return [from, shards.names.find((name) => name !== from) ?? ''];
}

async function expectFound(): Promise<void> {
  const named = (rows: Loose[]) => rows.map(({ id }) => id).sort();
  expect(await db.user.findUnique({ where: { email: 'e1' } })).toMatchObject({ id: 1n });
  expect(await db.account.findByBankAndNumber({ bank: 'north', number: 7 })).toMatchObject({
    userId: 1n,
  });
  expect(named(await db.user.findManyByCountry('NL'))).toEqual([1n, 2n, 3n, 4n]);
  expect(await codeOf(db.user.create({ data: user(9n, 'e1') }))).toBe('P2002');
  expect(await db.$globalIndexes.backfill()).toEqual({ rows: 5, added: 0, duplicates: [] });
}

describe.each([1, 2, 3, 4, 5, 6])('at step %i of a move', (step) => {
  test('values lead to their rows, each once, and belong to them', async () => {
    const [from, to] = await someUsers();
    const stop = shards.virtual.failPoints.stopAt('moveKey', step);
    const move = db.$directory.move('User', { id: 1n }, to);
    const moved = move.then(() => db.user.route({ id: 1n }));
    await stop.reached;
    await expectFound();
    stop.goOn();
    expect(await moved).toMatchObject({ shard: to });
    await expectFound();
    expect(await db.user.onShard(from).count({ where: { id: 1n } })).toBe(0);
    await db.user.update({ where: { email: 'e1' }, data: { email: 'new' } });
    expect(await db.user.findUnique({ where: { email: 'new' } })).toMatchObject({ id: 1n });
    await db.user.create({ data: user(9n, 'e1') });
  });
});

test('a writer whose key is moved under its hands writes nothing, and its value is free', async () => {
  const [, to] = await someUsers();
  const stop = shards.virtual.failPoints.stopAt('globalIndex', 2);
  const slow = codeOf(
    db.account.create({ data: { userId: 1n, id: 2n, bank: 'south', number: 8 } }),
  );
  await stop.reached;
  await db.$directory.move('User', { id: 1n }, to);
  stop.goOn();
  expect(await slow).toBe('SG3421');
  expect(await db.account.count({ where: { userId: 1n } })).toBe(1);
  await db.account.create({ data: { userId: 2n, id: 2n, bank: 'south', number: 8 } });
});

test('a token that was refused is refused on the new shard too', async () => {
  const [from, to] = await someUsers();
  const token = '01900000-0000-7000-8000-00000000000a';
  await run(urlOf(from), `SELECT shardgen.refuse('${token}')`);
  await db.$directory.move('User', { id: 1n }, to);
  expect(await run(urlOf(to), 'SELECT token FROM shardgen.refused')).toContainEqual({ token });
});
