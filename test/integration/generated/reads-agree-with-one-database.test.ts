import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { loadFullRows } from './support/full-rows.js';
import { delegateOf } from './support/keys.js';
import { type Outcome, outcomeOf } from './support/outcome.js';
import { type RandomRead, RandomReads } from './support/random-reads.js';
import { openRawRows } from './support/raw-rows.js';
import { READ_MODELS } from './support/read-schema.js';
import { SCHEMA_PATH } from './support/schema-path.js';

/** In milliseconds; they take seconds on a machine that has nothing else to do. */
const TIMEOUT = 180_000;
const RUNS = Number(process.env['RUNS'] ?? 400);

let shards: GeneratedShards;

beforeAll(async () => {
  shards = await startGeneratedShards('reads-agree', SCHEMA_PATH);
  await loadFullRows(shards.db);
  await loadFullRows(shards.oracle);
});

afterAll(() => shards.stop());

/** What both must agree on: a value, or the kind of error. */
const comparable = (outcome: Outcome) =>
  outcome.ok ? { value: outcome.value } : { name: outcome.name, code: outcome.code };

const answerOf = (client: Loose, { model, method, args }: RandomRead) =>
  outcomeOf(() => client[delegateOf(model)][method](args));

const show = ({ model, method, args }: RandomRead) =>
  `${model}.${method}(${inspect(args, { depth: 12 })})`;

test('the shards together hold the rows of the one database', async () => {
  const rows = await openRawRows(shards);
  expect(await rows.ofShards()).toEqual(await rows.ofOracle());
  expect(await rows.misplaced()).toEqual([]);
  await rows.close();
});

test(
  'every read that pins its key gives what one database gives',
  async () => {
    const answers = { some: 0, none: 0, failed: 0 };
    const invalid: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const read = new RandomReads(draw, READ_MODELS).read();
        const { queries } = shards.virtual;
        queries.clear();
        const [ours, theirs] = await Promise.all([
          answerOf(shards.db, read),
          answerOf(shards.oracle, read),
        ]);
        const call = show(read);
        expect(queries.shards.length, call).toBeLessThanOrEqual(1);
        expect(comparable(ours), call).toStrictEqual(comparable(theirs));
        if (!theirs.ok) answers.failed++;
        else if (theirs.value === null || theirs.value.length === 0) answers.none++;
        else answers.some++;
        if (!theirs.ok && theirs.name === 'PrismaClientValidationError') {
          invalid.push(`${call}\n${theirs.error.message.split('\n').at(-1)}`);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Otherwise the reads would compare nothing with nothing.
    expect(answers.some).toBeGreaterThan(RUNS / 4);
    expect(invalid.length, invalid[0]).toBeLessThan(RUNS / 20);
  },
  TIMEOUT,
);

test(
  'a client over urls, as in production, gives what the client of the virtual shards gives',
  async () => {
    const plain = shards.createShards(shards.urls);
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const read = new RandomReads(draw, READ_MODELS).read();
        const [theirs, ours] = [await answerOf(plain, read), await answerOf(shards.db, read)];
        expect(comparable(ours), show(read)).toStrictEqual(comparable(theirs));
      }),
      { numRuns: Math.ceil(RUNS / 4), endOnFailure: true },
    );
    for (const model of READ_MODELS) {
      const all = (client: Loose) => client[delegateOf(model)].onAllShards().findMany();
      expect(await all(plain)).toStrictEqual(await all(shards.db));
    }
    await plain.$disconnect();
  },
  TIMEOUT,
);

describe('onAllShards', () => {
  /** Rows as a set: shards have no common order. */
  const asSet = (rows: readonly unknown[]) => rows.map((row) => inspect(row, { depth: 9 })).sort();

  test.each(READ_MODELS)('%s: counts and finds what one database does', async (model) => {
    const delegate = delegateOf(model);
    const all = shards.db[delegate]?.onAllShards();
    expect(await shards.kit.assertScatter(() => all?.count(), shards.names)).toBe(
      await shards.oracle[delegate]?.count(),
    );
    expect(asSet(await all?.findMany())).toEqual(asSet(await shards.oracle[delegate]?.findMany()));
  });

  test('filters, counts columns and follows relations', async () => {
    const where = {
      OR: [
        { name: { contains: 'a', mode: 'insensitive' } },
        { orders: { some: { total: { lt: 1 } } } },
      ],
    };
    const include = {
      orders: { orderBy: { id: 'asc' }, include: { items: { orderBy: { line: 'asc' } } } },
      profile: true,
    };
    const [user, oracle] = [shards.db['user'], shards.oracle['user']];
    const rows = await oracle?.findMany({ where, include });
    expect(rows.length).toBeGreaterThan(0);
    expect(asSet(await user?.onAllShards().findMany({ where, include }))).toEqual(asSet(rows));
    const select = { _all: true, name: true, born: true };
    expect(await user?.onAllShards().count({ where, select })).toEqual(
      await oracle?.count({ where, select }),
    );
  });
});
