import { expect } from 'vitest';
import { NOT_YET } from '../compare/not-yet.js';
import { checkReads } from './check-reads.js';
import { checkWrites } from './check-writes.js';
import type { OracleSession } from './oracle-session.js';
import { LONG } from './settings.js';
import { createTally, type Tally } from './tally.js';

/** What the suite always asks, so that what it covers does not depend on chance. */
const SEEDS = [1, 2];
const READS = 150;
const WRITES = 25;

/** Asks the same and what chance adds to it: within the suite a little, in a long run until its time is over. */
export async function runOracle(session: OracleSession, title: string): Promise<void> {
  const seed = LONG.seed ?? Math.floor(Math.random() * 2 ** 31);
  const tally = createTally(session.schema);
  try {
    if (LONG.minutes === undefined) {
      for (const fixed of SEEDS) await checkOnce(session, tally, fixed);
      expectCovered(tally);
      await checkOnce(session, tally, seed);
      return;
    }
    const end = performance.now() + LONG.minutes * 60_000;
    for (let next = seed; performance.now() < end; next++) await checkOnce(session, tally, next);
  } finally {
    console.log(`oracle: ${title}, seed ${seed}, ${tally.total} queries\n${tally}`);
  }
}

async function checkOnce(session: OracleSession, tally: Tally, seed: number): Promise<void> {
  await checkReads(session, tally, { seed, runs: READS, methods: LONG.methods });
  await checkWrites(session, tally, { seed, runs: WRITES });
}

/** Otherwise nothing would be compared with nothing, or everything might be refused. */
function expectCovered(tally: Tally): void {
  expect(tally.count('invalid') / tally.total, tally.invalid).toBeLessThan(0.05);
  const unanswered = [...tally.equal].filter(([, count]) => count === 0).map(([kind]) => kind);
  const methods = Object.keys(NOT_YET);
  expect(unanswered.filter((kind) => !methods.includes(kind.split(':')[0] ?? ''))).toEqual([]);
  if (methods.length === 0) expect(tally.count('refused') / tally.total).toBeLessThan(0.1);
}
