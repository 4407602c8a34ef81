import fc from 'fast-check';
import { mayBeRefused } from '../compare/allowed-refusals.js';
import { drawn, drawOnce } from '../data/drawn.js';
import type { Draws } from '../data/draws.js';
import { type Rows, randomRows } from '../data/random-rows.js';
import { oneOfEachKind } from '../query/one-of-each-kind.js';
import { type Query, READS, type Read } from '../query/query.js';
import { randomRead } from '../query/random-read.js';
import { smallerQueries } from '../query/smaller-queries.js';
import { failureText } from '../report/failure.js';
import { compare } from './compare.js';
import { fewestRows } from './fewest-rows.js';
import type { OracleSession } from './oracle-session.js';
import type { Budget } from './settings.js';
import type { Tally } from './tally.js';

/** Those in which most can go wrong are asked more often. */
const HARD: readonly Read[] = ['findMany', 'findMany', 'paginate', 'groupBy'];
const COUNTS = { roots: 12, others: 26 };

/** Loads the rows of a seed and compares the answers to queries over them: one of each kind, and random ones. */
export async function checkReads(
  session: OracleSession,
  tally: Tally,
  budget: Budget,
): Promise<void> {
  const { schema, shards } = session;
  const { seed, runs, methods = READS } = budget;
  const rows = drawOnce((draws) => randomRows(schema, draws, COUNTS), seed);
  await session.load(rows);
  const models = schema.models.filter(({ isReference }) => !isReference);
  const asked = [...methods, ...HARD.filter((read) => methods.includes(read))];
  const make = (draws: Draws): Query => ({
    ...randomRead({ draws, schema, rows }, draws.pick(models), draws.pick(asked)),
    ...draws.sometimes(15, () => ({ shards: shards.names })),
  });
  const hasAnswer = (query: Query) => !mayBeRefused(schema, query);
  const examples = budget.examples ? oneOfEachKind(schema, make, hasAnswer) : [];
  const details = await fc.check(
    fc.asyncProperty(drawn(make, smallerQueries), async (query) => {
      const verdict = await compare(session, query);
      tally.add(query, verdict);
      if (verdict.kind === 'wrong') throw new Error('the answers differ');
    }),
    { seed, numRuns: examples.length + runs, examples: examples.map((query) => [query]) },
  );
  if (!details.failed) return;
  const [query] = details.counterexample ?? [];
  if (query === undefined) throw details.errorInstance;
  const where = `seed ${seed}, path ${details.counterexamplePath}`;
  const ask = async (fewer: Rows) => {
    await session.load(fewer);
    return compare(session, query);
  };
  const [needed, verdict] = await fewestRows(schema, rows, ask);
  throw new Error(failureText(schema, { where, rows: needed, queries: [query], verdict }));
}
