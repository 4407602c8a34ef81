import { expect } from 'vitest';
import { NOT_YET } from '../compare/not-yet.js';
import { checkReads } from './check-reads.js';
import { checkWrites } from './check-writes.js';
import type { OracleSession } from './oracle-session.js';
import { LONG } from './settings.js';
import { createTally, type Tally } from './tally.js';

/** What the suite always asks, so that what it covers does not depend on chance. */
const FIXED_SEEDS = [1, 2];
const READS = 100;
const WRITES = 8;

/** Asks the same and what chance adds to it: within the suite a little, in a long run until its time is over. */
export async function runOracle(session: OracleSession, title: string): Promise<void> {
  const seed = LONG.seed ?? Math.floor(Math.random() * 2 ** 31);
  const tally = createTally(session.schema);
  const check = async (each: number, examples: boolean) => {
    await checkReads(session, tally, { seed: each, runs: READS, examples, methods: LONG.methods });
    await checkWrites(session, tally, { seed: each, runs: WRITES, examples });
  };
  try {
    if (LONG.minutes === undefined) {
      for (const [i, fixed] of FIXED_SEEDS.entries()) await check(fixed, i === 0);
      expectCovered(tally);
      await check(seed, false);
      return;
    }
    const end = performance.now() + LONG.minutes * 60_000;
    for (let next = seed; performance.now() < end; next++) await check(next, false);
  } finally {
    console.log(`oracle: ${title}, seed ${seed}, ${tally.total} queries\n${tally}`);
  }
}

/** Otherwise nothing would be compared with nothing, or everything might be refused. */
function expectCovered(tally: Tally): void {
  expect(tally.count('invalid') / tally.total, tally.invalid).toBeLessThan(0.05);
  const unanswered = [...tally.answered].filter(([, count]) => count === 0).map(([kind]) => kind);
  const methods = Object.keys(NOT_YET);
  expect(unanswered.filter((kind) => !methods.includes(kind.split(':')[0] ?? ''))).toEqual([]);
  if (methods.length === 0) expect(tally.count('refused') / tally.total).toBeLessThan(0.1);
}
