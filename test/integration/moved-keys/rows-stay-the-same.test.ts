import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';

const RUNS = Number(process.env['RUNS'] ?? 12);

let shards: GeneratedShards;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('moved-keys-rows', schema, {}, { entryLifetimeMs: 100 });
});
afterAll(() => shards.stop());
beforeEach(() => shards.reset());

const account = fc.record({
  region: fc.constantFrom('EU', 'US'),
  code: fc.oneof(
    fc.constantFrom('a', 'a/b', "x'); DROP TABLE", '\\', '', ' ', '{a,"b"}', 'Ünï😀'),
    fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\0', '')),
  ),
});
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const text = fc.oneof(
  fc.constantFrom('', 'NULL', '\\N', '{}', '"', "'", '\n', '\t\\x00', ' a '),
  fc.string({ maxLength: 12 }).map((given) => given.replaceAll('\0', '')),
);
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 20 }))
  .map(([digits, scale]) => `${digits}e-${scale}`);
const float = fc.oneof(
  fc.constantFrom(0, -0, 0.1, 0.30000000000000004, 1e-300),
  fc
    .double({ noNaN: true, min: -1e300, max: 1e300 })
    .filter((x) => x === 0 || Math.abs(x) > 1e-300),
);
const date = fc.date({
  min: new Date('0100-01-01'),
  max: new Date('9000-01-01'),
  noInvalidDate: true,
});
const json = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => value !== null)
  .map(plain);
const bytes = fc.uint8Array({ maxLength: 8 });
const mood = fc.constantFrom('happy', 'sad');

/** Without what a jsonb cannot hold. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value)
      .replaceAll('\\u0000', '')
      .replaceAll(/\\ud[89a-f]../g, ''),
  );
}

const row = fc.record({
  bool: maybe(fc.boolean()),
  int: maybe(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  small: maybe(fc.integer({ min: -32768, max: 32767 })),
  big: maybe(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  float: maybe(float),
  real: maybe(fc.float({ noNaN: true, min: -(2 ** 100), max: 2 ** 100 })),
  decimal: maybe(decimal),
  money: maybe(fc.integer({ min: -99999, max: 99999 }).map((cents) => (cents / 100).toFixed(2))),
  text: maybe(text),
  char: maybe(fc.constantFrom('', 'a', 'ab  ', 'abcde')),
  uuid: maybe(fc.uuid()),
  bit: maybe(fc.constantFrom('0101', '1111')),
  varbit: maybe(fc.constantFrom('', '1', '010101')),
  inet: maybe(fc.constantFrom('10.0.0.1', '10.0.0.0/8', '::1')),
  xml: maybe(fc.constantFrom('<a b="c">d</a>', 'plain')),
  json: maybe(json),
  jsonb: maybe(json),
  bytes: maybe(bytes),
  stamp: maybe(date),
  stamptz: maybe(date),
  day: maybe(date),
  time: maybe(date),
  timetz: maybe(date),
  mood: maybe(mood),
  texts: fc.array(text, { maxLength: 3 }),
  decimals: fc.array(decimal, { maxLength: 3 }),
  moods: fc.array(mood, { maxLength: 3 }),
  blobs: fc.array(bytes, { maxLength: 3 }),
  jsons: fc.array(json, { maxLength: 3 }),
});

/** Each node under an earlier one, or under none. */
const tree = fc.array(maybe(fc.nat()), { maxLength: 12 });

const asSet = (rows: readonly Loose[]) => rows.map((each) => inspect(each, { depth: 9 })).sort();

test('rows of every type are the same after a move, and on one shard only', async () => {
  const { db, names, oracle, urls } = shards;
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(
      account,
      fc.array(row, { maxLength: 6 }),
      tree,
      fc.nat(),
      async (key, values, parents, choice) => {
        const data = withoutNulls(values, key);
        const nodes = parents.map((parent, id) => ({
          ...key,
          id,
          parentId: parent === null || id === 0 ? null : parent % id,
        }));
        for (const client of [db, oracle]) {
          await client['account']?.upsert({
            where: { region_code: key },
            create: key,
            update: { name: 'again' },
          });
          for (const model of ['values', 'node']) {
            await client[model]?.deleteMany({ where: key });
          }
          for (const one of data) await client['values']?.create({ data: one });
          for (const node of nodes) await client['node']?.create({ data: node });
        }
        const { shard }: Loose = (await db['account']?.route(key)) ?? {};
        const others = names.filter((name) => name !== shard);
        const to = others[choice % others.length] ?? '';
        const before = await rawRows(urls[names.indexOf(shard)] ?? '', key);
        const report = await db.$directory.move('Account', key, to);
        expect(report).toMatchObject({ group: 'Account', from: shard, shard: to });
        expect(report.rows).toBe(1 + data.length + nodes.length);
        // The very bytes, as PostgreSQL writes them.
        expect(await rawRows(urls[names.indexOf(to)] ?? '', key)).toEqual(before);
        expect((await rawRows(urls[names.indexOf(shard)] ?? '', key)).flat()).toEqual([]);
        for (const model of ['account', 'values', 'node']) {
          const found = await db[model]?.findMany({ where: key });
          expect(asSet(found)).toEqual(
            asSet(await db[model]?.onShard(to).findMany({ where: key })),
          );
          expect(asSet(await db[model]?.onAllShards().findMany())).toEqual(
            asSet(await oracle[model]?.findMany()),
          );
        }
        moved += 1;
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(moved).toBe(RUNS);
}, 300_000);

test('numbers that the database counts go on, also on a shard that has counted less, or more', async () => {
  const { db, names } = shards;
  const loose: Loose = db;
  const key = { region: 'EU', code: 'counted' };
  await loose.account.create({ data: key });
  const home = (await loose.account.route(key)).shard;
  const others = names.filter((name) => name !== home);
  const add = () => loose.note.create({ data: key }).then(({ number }: Loose) => number);
  for (const expected of [1, 2, 3]) expect(await add()).toBe(expected);
  await loose.note.create({ data: { ...key, number: 900_000 } });
  for (const to of [...others, home, ...others]) {
    await db.$directory.move('Account', key, to);
    const number = await add();
    expect(number).toBeGreaterThan(900_000);
    await loose.note
      .delete({ where: { region_code_number: { ...key, number: 900_000 } } })
      .catch(() => undefined);
    expect(await add()).toBe(number + 1);
  }
}, 60_000);

/** Prisma has words of its own for a JSON column without a value. */
function withoutNulls(values: readonly Loose[], key: object): readonly Loose[] {
  return values.map((each, id) => ({
    ...Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null)),
    ...key,
    id: BigInt(id),
    updatedAt: new Date('2026-01-01'),
    ...(each.jsonb === null
      ? { jsonb: id % 2 ? shards.Prisma.JsonNull : shards.Prisma.DbNull }
      : {}),
  }));
}

const LABELS: Loose = { EU: 'EU', US: 'united "states"' };

/** All rows of a key on one shard, table by table, as PostgreSQL writes them. */
async function rawRows(url: string, key: Loose): Promise<readonly string[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = [
    [`"other place"."accounts; -- of all"`, '"the code"'],
    ['public."Node"', 'code'],
    ['"other place"."Values"', 'code'],
  ];
  try {
    const found: string[][] = [];
    for (const [table, code] of tables) {
      const { rows } = await client.query(
        `SELECT (t.*)::text AS row FROM ${table} t WHERE region::text = $1 AND ${code} = $2 ORDER BY 1`,
        [LABELS[key.region], key.code],
      );
      found.push(rows.map((each) => each.row));
    }
    return found;
  } finally {
    await client.end();
  }
}
