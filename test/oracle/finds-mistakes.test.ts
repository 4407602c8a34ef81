import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Loose } from './data/plain.js';
import type { Read } from './query/query.js';
import { checkReads } from './run/check-reads.js';
import { type Spoil, withOneAsShards } from './run/one-as-shards.js';
import { type OracleSession, openOracle } from './run/oracle-session.js';
import { createTally, type Tally } from './run/tally.js';
import { NASTY_AFTER } from './schemas/after-schema.js';

let session: OracleSession;
let tally: Tally;

beforeAll(async () => {
  const path = fileURLToPath(new URL('schemas/nasty.prisma', import.meta.url));
  session = await openOracle('oracle-finds-mistakes', path, NASTY_AFTER);
});

afterAll(() => session.stop());

/** What the oracle says of answers that are spoiled in this way. */
async function verdictOn(spoil: Spoil, methods?: readonly Read[]): Promise<string> {
  tally = createTally(session.schema);
  const budget = { seed: 1, runs: 100, examples: true, ...(methods && { methods }) };
  const run = checkReads(withOneAsShards(session, spoil), tally, budget);
  return run.then(
    () => 'nothing was found',
    (error: Error) => error.message,
  );
}

test('right answers are found right, whatever is asked', async () => {
  expect(await verdictOn((answer) => answer)).toBe('nothing was found');
  expect(tally.total).toBeGreaterThan(200);
  expect(tally.plural).toBeGreaterThan(0.5);
  expect(tally.count('equal') + tally.count('both failed')).toBeGreaterThan(tally.total * 0.95);
});

const refusal = (): never => {
  throw Object.assign(new Error('no'), { code: 'SG3011' });
};

const mistakes: readonly { wrong: string; methods: readonly Read[]; spoil: Spoil }[] = [
  { wrong: 'the last row is lost', methods: ['findMany'], spoil: (rows) => rows.slice(0, -1) },
  { wrong: 'rows change places', methods: ['paginate'], spoil: (rows) => rows.toReversed() },
  {
    wrong: 'texts are sorted by JavaScript',
    methods: ['findMany'],
    spoil(rows, { args: { orderBy = {} }, model }) {
      const [first] = [orderBy].flat();
      const [name = ''] = Object.keys(first);
      const column = session.schema.model(model).columns.find((each) => each.name === name);
      if (column?.type !== 'String' || first[name] !== 'asc') return rows;
      return rows.toSorted((a: Loose, b: Loose) => (a[name] < b[name] ? -1 : 1));
    },
  },
  {
    wrong: 'a decimal is a number',
    methods: ['aggregate'],
    spoil: (totals) =>
      totals._sum?.price?.toFixed === undefined
        ? totals
        : { ...totals, _sum: { ...totals._sum, price: Number(totals._sum.price) } },
  },
  {
    wrong: 'a hidden column is left',
    methods: ['findFirst'],
    spoil: (row) => row && { ...row, hidden: 1 },
  },
  { wrong: 'everything is refused', methods: ['exists'], spoil: refusal },
];

test.each(mistakes)('it is found that $wrong, and a program shows it', async (mistake) => {
  const found = await verdictOn(mistake.spoil, mistake.methods);
  expect(found).toMatch(/^seed 1, path \d/);
  expect(found).toContain(`.onAllShards().${mistake.methods[0]}(`);
  expect(found).toContain('one database:');
  // As few rows as show it.
  expect(found.split('\n').length).toBeLessThan(100);
});
