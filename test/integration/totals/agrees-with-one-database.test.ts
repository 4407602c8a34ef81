import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type GeneratedShards,
  type Loose,
  startGeneratedShards,
} from '../../support/generated-shards.js';
import { outcomeOf } from '../generated/support/outcome.js';
import { aggregate, groupBy } from './support/queries.js';
import { rows } from './support/rows.js';

const RUNS = Number(process.env['RUNS'] ?? 80);
const QUERIES = 12;

let shards: GeneratedShards;
let all: Loose;
let oracle: Loose;

beforeAll(async () => {
  const schema = fileURLToPath(new URL('schema.prisma', import.meta.url));
  shards = await startGeneratedShards('totals', schema);
  all = (shards.db as Loose).reading;
  oracle = shards.oracle['reading'];
  await Promise.all([...shards.urls, shards.oracleUrl].map(sortByLanguage));
});
afterAll(() => shards.stop());

/** One of the two columns of text, so that the other keeps the order of code points. */
async function sortByLanguage(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`ALTER TABLE "Reading" ALTER COLUMN "text" TYPE text COLLATE "und-x-icu"`);
  await client.end();
}

async function load(data: readonly Loose[]): Promise<void> {
  await Promise.all([all.onAllShards().deleteMany(), oracle.deleteMany()]);
  if (data.length === 0) return;
  await Promise.all([all.createMany({ data }), oracle.createMany({ data })]);
}

const inOrder = (value: Loose) =>
  [...value].sort((a: Loose, b: Loose) => (shown(a) < shown(b) ? -1 : 1));
const shown = (value: unknown) => inspect(value, { depth: 9, sorted: true });

async function agrees(method: string, args: Loose, total = true): Promise<boolean> {
  const theirs = await outcomeOf(() => oracle[method](args));
  const ours = await outcomeOf(() => all.onAllShards()[method](args));
  const about = `${method}(${shown(args)})`;
  if (!theirs.ok || !ours.ok) {
    const said = (outcome: typeof ours) => (outcome.ok ? 'answered' : shown(outcome.error));
    expect(`${about}: ${said(ours)}`, said(theirs)).toBe(
      theirs.ok ? `${about}: answered` : `${about}: ${said(ours)}`,
    );
    expect(ours.ok, `${about}: ${said(theirs)}`).toBe(false);
    return false;
  }
  if (total) expect(ours.value, about).toStrictEqual(theirs.value);
  else expect(inOrder(ours.value), about).toStrictEqual(inOrder(theirs.value));
  return true;
}

test('aggregates are those of one database, in values and types', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.array(aggregate, { minLength: 1, maxLength: QUERIES }),
      async (data, queries) => {
        await load(data);
        for (const args of queries) if (await agrees('aggregate', args)) answered++;
      },
    ),
    { numRuns: RUNS },
  );
  expect(answered).toBeGreaterThan(RUNS);
}, 600_000);

test('groups are those of one database, in values, types and order', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.array(groupBy, { minLength: 1, maxLength: QUERIES }),
      async (data, queries) => {
        await load(data);
        for (const { args, total } of queries) if (await agrees('groupBy', args, total)) answered++;
      },
    ),
    { numRuns: RUNS },
  );
  expect(answered).toBeGreaterThan(RUNS);
}, 600_000);
