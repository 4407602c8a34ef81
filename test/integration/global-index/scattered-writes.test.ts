import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { run } from '../moved-keys/support.js';
import { expectUnique } from './support/expect-unique.js';
import { readReservations } from './support/reservations.js';

let shards: GeneratedShards;
let db: Loose;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('global-index-scattered-writes', schema);
  db = shards.db;
});
afterAll(() => shards.stop());
beforeEach(async () => {
  await shards.reset();
  await db.user.createMany({ data: IDS.map(userOf) });
});

const IDS = Array.from({ length: 16 }, (_, i) => BigInt(i));
const userOf = (id: bigint) => ({ id, email: `e${id}`, nickname: `n${id}`, name: 'x' });
const shardOf = (id: bigint): string => db.user.route({ id }).shard;
const reserved = async () => (await readReservations(shards.urls)).map(({ value }) => value).sort();
const valuesOf = (ids: readonly bigint[]) =>
  ids.flatMap((id) => [`["e${id}"]`, `["n${id}"]`]).sort();

test('values of deleted rows are released, each under the key of its row', async () => {
  const where = { id: { in: IDS.slice(0, 10) }, email: { not: 'e3' } };
  expect(await db.user.onAllShards().deleteMany({ where })).toEqual({ count: 9 });
  expect(await reserved()).toEqual(valuesOf([3n, ...IDS.slice(10)]));
  await expectUnique(shards);
  // At once, and under another key.
  await db.user.create({ data: { ...userOf(99n), email: 'e0' } });
  await expect(db.user.create({ data: { ...userOf(98n), email: 'e3' } })).rejects.toMatchObject({
    code: 'P2002',
  });
});

test('fields that are in no index are changed on all shards, others are refused before anything is sent', async () => {
  expect(await db.user.onAllShards().updateMany({ data: { name: 'new' } })).toEqual({ count: 16 });
  shards.virtual.queries.clear();
  for (const data of [{ email: 'a' }, { nickname: null }, { country: { set: 'de' } }]) {
    await expect(db.user.onAllShards().updateMany({ data })).rejects.toMatchObject({
      code: 'SG3602',
      message: expect.stringContaining('several User rows at once'),
    });
  }
  expect(shards.virtual.queries.statements).toEqual([]);
  await expectUnique(shards);
});

test('a shard that does not delete keeps its values, the others release theirs', async () => {
  const [first = 0n] = IDS;
  const kept = IDS.filter((id) => shardOf(id) === shardOf(first));
  const refuses = `CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`;
  const url = shards.virtual.shard(shardOf(first)).url;
  await run(url, refuses);
  await run(
    url,
    'CREATE TRIGGER stay BEFORE DELETE ON "User" FOR EACH ROW EXECUTE FUNCTION stay()',
  );
  await expect(db.user.onAllShards().deleteMany()).rejects.toMatchObject({
    code: 'SG5003',
    failures: [{ shard: shardOf(first), state: 'failed' }],
  });
  await run(url, 'DROP TRIGGER stay ON "User"');
  expect(await reserved()).toEqual(valuesOf(kept));
  await expectUnique(shards);
});

test('where a shard cannot be looked at, nothing is deleted', async () => {
  const name = shardOf(2n);
  await shards.virtual.shard(name).failNext({ on: 'read', with: 'connection lost', times: 9 });
  await expect(db.user.onAllShards().deleteMany()).rejects.toMatchObject({
    code: 'SG5003',
    written: [],
    failures: [{ shard: name, state: 'failed', cause: { code: 'SG5001' } }],
  });
  await shards.virtual.shard(name).restore();
  expect(await db.user.onAllShards().count()).toBe(IDS.length);
  await expectUnique(shards);
});

test('rows that are created say of each shard what came of them, also in several parts', async () => {
  const data = [100n, 101n, 102n, 103n, 104n].map(userOf);
  const refused = shardOf(100n);
  await shards.virtual.shard(refused).failNext({ on: 'write', with: '40001', times: 50 });
  const error = await db.user.createMany({ data }).catch((caught: Loose) => caught);
  await shards.virtual.shard(refused).restore();
  expect(error).toMatchObject({ code: 'SG5003' });
  const there: bigint[] = (
    await db.user.onAllShards().findMany({ where: { id: { gte: 100n } } })
  ).map(({ id }: Loose) => id);
  const counts = shards.names.flatMap((shard) => {
    const count = there.filter((id) => shardOf(id) === shard).length;
    return count === 0 ? [] : [{ shard, count }];
  });
  expect(error.written).toEqual(counts);
  expect(error.failures.every(({ state }: Loose) => state === 'failed')).toBe(true);
});
