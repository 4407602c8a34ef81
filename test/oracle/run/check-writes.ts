import fc from 'fast-check';
import type { Verdict } from '../compare/verdict.js';
import { drawn, drawOnce } from '../data/drawn.js';
import type { Draws } from '../data/draws.js';
import { type Rows, randomRows } from '../data/random-rows.js';
import { oneOfEachKind } from '../query/one-of-each-kind.js';
import { type Query, WRITES } from '../query/query.js';
import { randomWrite } from '../query/random-write.js';
import { smallerQueries } from '../query/smaller-queries.js';
import { failureText } from '../report/failure.js';
import { compare } from './compare.js';
import { fewestRows } from './fewest-rows.js';
import type { OracleSession } from './oracle-session.js';
import type { Budget } from './settings.js';
import type { Tally } from './tally.js';

const COUNTS = { roots: 7, others: 12 };

/** Runs `runs` lists of writes, each on the same rows, and compares what they answer and leave behind. */
export async function checkWrites(
  session: OracleSession,
  tally: Tally,
  budget: Budget,
): Promise<void> {
  const { schema, shards } = session;
  const { seed, runs } = budget;
  const rows = drawOnce((draws) => randomRows(schema, draws, COUNTS), seed);
  const models = schema.models.filter(({ isReference }) => !isReference);
  const write = (draws: Draws): Query => {
    const method = draws.pick(WRITES);
    return {
      ...randomWrite({ draws, schema, rows }, draws.pick(models), method),
      ...(method !== 'createMany' && draws.sometimes(15, () => ({ shards: shards.names }))),
    };
  };
  const make = (draws: Draws) => Array.from({ length: draws.int(1, 4) }, () => write(draws));
  const examples = budget.examples ? oneOfEachKind(schema, write) : [];
  const details = await fc.check(
    fc.asyncProperty(drawn(make, smallerLists), async (writes) => {
      const verdict = await outcomeOfWrites(session, rows, writes, tally);
      if (verdict.kind === 'wrong') throw new Error('the databases differ');
    }),
    {
      seed,
      numRuns: examples.length + runs,
      examples: examples.map((query) => [[query]]),
    },
  );
  if (!details.failed) return;
  const [writes] = details.counterexample ?? [];
  if (writes === undefined) throw details.errorInstance;
  const where = `seed ${seed}, path ${details.counterexamplePath}`;
  const ask = (fewer: Rows) => outcomeOfWrites(session, fewer, writes);
  const [needed, verdict] = await fewestRows(schema, rows, ask);
  throw new Error(failureText(schema, { where, rows: needed, queries: writes, verdict }));
}

/** The first thing that differs, if any. What a write that failed leaves on several shards is its own. */
async function outcomeOfWrites(
  session: OracleSession,
  rows: Rows,
  writes: readonly Query[],
  tally?: Tally,
): Promise<Verdict> {
  await session.load(rows);
  for (const query of writes) {
    const verdict = await compare(session, query);
    tally?.add(query, verdict);
    if (verdict.kind !== 'equal') return verdict;
  }
  for (const { name, isReference } of session.schema.models) {
    if (isReference) continue;
    const left = await compare(session, { model: name, method: 'findMany', args: {} });
    if (left.kind !== 'equal') return left;
  }
  return { kind: 'equal', rows: undefined };
}

function* smallerLists(writes: readonly Query[]): Generator<Query[]> {
  for (let i = 0; writes.length > 1 && i < writes.length; i++) {
    yield writes.filter((_, index) => index !== i);
  }
  for (const [i, query] of writes.entries()) {
    for (const smaller of smallerQueries(query)) yield writes.with(i, smaller);
  }
}
