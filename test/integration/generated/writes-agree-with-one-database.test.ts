import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import type { ShardedModel } from '../../../schema/model/sharded-model.js';
import { loadSchemaFiles } from '../../../schema/source/load-schema-files.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { delegateOf, KEYS, keyOf, MODELS } from './support/keys.js';
import { isRefusal, type Outcome, outcomeOf } from './support/outcome.js';
import { type RandomWrite, RandomWrites } from './support/random-writes.js';
import { openRawRows, type RawRows } from './support/raw-rows.js';
import { SCHEMA_PATH } from './support/schema-path.js';
import { seedRows } from './support/seed-rows.js';

/** In milliseconds; they take seconds on a machine that has nothing else to do. */
const TIMEOUT = 180_000;
const RUNS = Number(process.env['RUNS'] ?? 60);
const CALLS_PER_RUN = 5;
const RUNS_PER_SEED = 8;

/** A foreign key that leaves the shard key out finds rows on its own shard only: another answer. */
const ONLY = new Set(MODELS.filter((model) => model !== 'Gift' && model !== 'Doc'));

let shards: GeneratedShards;
let rows: RawRows;
let models: ReadonlyMap<string, ShardedModel>;

beforeAll(async () => {
  shards = await startGeneratedShards('writes-agree', SCHEMA_PATH);
  rows = await openRawRows(shards);
  const { model } = analyzeSchema(await loadSchemaFiles(SCHEMA_PATH));
  models = new Map(model?.models.map((each) => [each.name, each]));
});

afterAll(async () => {
  await rows.close();
  await shards.stop();
});

async function startOver(): Promise<void> {
  await shards.reset();
  await Promise.all([seedRows(shards.db), seedRows(shards.oracle)]);
}

/** Rows that PostgreSQL gives back in no order of the caller's. */
const isUnordered = ({ method, args }: RandomWrite) =>
  method === 'updateManyAndReturn' || Object(args).skipDuplicates === true;

/** Rows of many keys at once; every other call is for one key. */
const isSplit = ({ method }: RandomWrite) => method.startsWith('createMany');

/** What both must agree on: a value, or the kind of error. */
function comparable(call: RandomWrite, outcome: Outcome): object {
  if (!outcome.ok) return { name: outcome.name, code: outcome.code };
  if (!Array.isArray(outcome.value) || !isUnordered(call)) return { value: outcome.value };
  return { value: outcome.value.map((row) => inspect(row)).sort() };
}

const codesOf = (error: Loose): readonly string[] =>
  error.failures.map((failure: Loose) => String(failure.cause.code ?? ''));

test(
  'every sequence of writes leaves what one database has, or is refused before it writes',
  async () => {
    let run = 0;
    const ended = { written: 0, refused: 0, failed: 0, split: 0 };
    const invalid: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        if (run++ % RUNS_PER_SEED === 0) await startOver();
        const writes = new RandomWrites(draw, models, {
          hostile: false,
          skip: undefined,
          only: ONLY,
        });
        const calls: string[] = [];
        for (let i = 0; i < CALLS_PER_RUN; i++) {
          const call = writes.call();
          calls.push(`${call.model}.${call.method}(${inspect(call.args, { depth: 12 })})`);
          const on = (client: Loose) =>
            outcomeOf(() => client[delegateOf(call.model)][call.method](call.args));
          const { queries } = shards.virtual;
          queries.clear();
          const ours = await on(shards.db);
          if (isRefusal(ours)) {
            expectNothingSent(queries, calls.at(-1));
            ended.refused++;
            continue;
          }
          if (!isSplit(call)) expect(queries.shards.length, calls.at(-1)).toBeLessThanOrEqual(1);
          const theirs = await on(shards.oracle);
          if (!ours.ok && ours.code === 'SG5003') {
            // One database writes all rows of a createMany or none; shards say what they wrote.
            expect(codesOf(ours.error), calls.join('\n')).toContain(
              theirs.ok ? 'no error' : theirs.code,
            );
            ended.split++;
            await startOver();
            continue;
          }
          if (!theirs.ok && theirs.name === 'PrismaClientValidationError') {
            invalid.push(`${calls.at(-1)}\n${theirs.error.message.split('\n').at(-1)}`);
          }
          expect(comparable(call, ours), calls.at(-1)).toStrictEqual(comparable(call, theirs));
          if (ours.ok) ended.written++;
          else ended.failed++;
        }
        expect(await rows.ofShards(), calls.join('\n')).toEqual(await rows.ofOracle());
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(await rows.misplaced()).toEqual([]);
    // Otherwise the calls would compare nothing with nothing.
    const calls = RUNS * CALLS_PER_RUN;
    expect(ended.written).toBeGreaterThan(calls / 4);
    expect(invalid.length, invalid[0]).toBeLessThan(calls / 8);
  },
  TIMEOUT,
);

test('rows of all shards come back in the order of the input, and duplicates are counted alike', async () => {
  await startOver();
  const keys = KEYS['User'] ?? [];
  const data = Array.from({ length: 60 }, (_, i) => ({
    ...keyOf('Address', keys[(i * 5) % keys.length] ?? []),
    id: 500 + i,
    city: `c${i}`,
  }));
  const { address } = shards.db;
  const made = await address?.createManyAndReturn({
    data: data.slice(0, 40),
    omit: { city: true },
  });
  expect(made).toStrictEqual(
    await shards.oracle['address']?.createManyAndReturn({
      data: data.slice(0, 40),
      omit: { city: true },
    }),
  );
  const again = { data, skipDuplicates: true };
  expect(await address?.createMany(again)).toEqual({ count: 20 });
  expect(await shards.oracle['address']?.createMany(again)).toEqual({ count: 20 });
  expect(await rows.ofShards()).toEqual(await rows.ofOracle());
});
