import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import type { ShardedModel } from '../../../schema/model/sharded-model.js';
import { loadSchemaFiles } from '../../../schema/source/load-schema-files.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type GeneratedShards, startGeneratedShards } from '../../support/generated-shards.js';
import { delegateOf } from './support/keys.js';
import { isPrismaError, isRefusal, outcomeOf } from './support/outcome.js';
import { type RandomWrite, RandomWrites } from './support/random-writes.js';
import { openRawRows, type RawRows } from './support/raw-rows.js';
import { SCHEMA_PATH } from './support/schema-path.js';
import { seedRows } from './support/seed-rows.js';

/** In milliseconds; they take seconds on a machine that has nothing else to do. */
const TIMEOUT = 180_000;
const RUNS = Number(process.env['RUNS'] ?? 400);
const RUNS_PER_SEED = 40;

let shards: GeneratedShards;
let rows: RawRows;
let models: ReadonlyMap<string, ShardedModel>;

beforeAll(async () => {
  shards = await startGeneratedShards('no-row-leaves', SCHEMA_PATH);
  rows = await openRawRows(shards);
  const { model } = analyzeSchema(await loadSchemaFiles(SCHEMA_PATH));
  models = new Map(model?.models.map((each) => [each.name, each]));
});

afterAll(async () => {
  await rows.close();
  await shards.stop();
});

const show = (call: RandomWrite) =>
  `${call.model}.${call.method}(${inspect(call.args, { depth: 12, getters: false })})`;

test(
  'whatever a JavaScript caller writes, every row is on the shard of its key',
  async () => {
    let run = 0;
    const ended = { written: 0, refused: 0, failed: 0 };
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        if (run++ % RUNS_PER_SEED === 0) {
          await shards.reset();
          await seedRows(shards.db);
        }
        const call = new RandomWrites(draw, models, {
          hostile: true,
          skip: shards.Prisma.skip,
        }).call();
        const repository = shards.db[delegateOf(call.model)];
        const method = call.method as 'create'; // one of the methods that every repository has
        const { queries } = shards.virtual;
        queries.clear();
        const outcome = await outcomeOf(() => repository?.[method](call.args) ?? Promise.reject());
        if (isRefusal(outcome)) expectNothingSent(queries, show(call));
        if (outcome.ok) ended.written++;
        else if (isRefusal(outcome)) ended.refused++;
        else ended.failed++;
        const isNamed =
          outcome.ok || isRefusal(outcome) || isPrismaError(outcome) || outcome.code === 'SG5003';
        expect(await rows.misplaced(), show(call)).toEqual([]);
        if (!isNamed)
          throw new Error(`${show(call)} failed without a name`, { cause: outcome.error });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Otherwise the calls would test nothing.
    expect(ended.written).toBeGreaterThan(RUNS / 10);
    expect(ended.refused).toBeGreaterThan(RUNS / 10);
  },
  TIMEOUT,
);
