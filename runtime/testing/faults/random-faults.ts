import { RandomFaultsError, testingOptionIllegal } from '../../errors/testing-errors.js';
import type { StatementFault } from '../link/fault.js';
import type { ShardLink } from '../link/shard-link.js';
import { draw } from './random-draw.js';

/** What random faults may do to a statement. */
export type RandomFaultKind = 'error' | 'lose-request' | 'lose-reply' | 'delay' | 'crash';

export interface RandomFaultsOptions {
  /** Share of statements that are hit. Default: 0.1. */
  readonly rate?: number;
  /** Default: all of them. */
  readonly kinds?: readonly RandomFaultKind[];
  /** Runs the function so many times, with the seeds `seed`, `seed + 1`, ... Default: 1. */
  readonly runs?: number;
}

/** One fault that was injected. */
export interface InjectedFault {
  readonly shard: string;
  /** Which statement of that shard it hit, from 1. */
  readonly statement: number;
  readonly kind: RandomFaultKind;
  readonly sql: string;
}

/** The run of a function under random faults. */
export interface RandomFaultsRun {
  readonly seed: number;
  /** What was injected so far. */
  readonly injected: readonly InjectedFault[];
}

const KINDS: readonly RandomFaultKind[] = ['error', 'lose-request', 'lose-reply', 'delay', 'crash'];

interface LinkedShard {
  readonly name: string;
  readonly link: ShardLink;
  /** Resolves when a crashed shard is back. */
  settled(): Promise<void>;
}

export async function runWithRandomFaults<T>(
  shards: readonly LinkedShard[],
  seed: number,
  work: (run: RandomFaultsRun) => T | PromiseLike<T>,
  { rate = 0.1, kinds = KINDS, runs = 1 }: RandomFaultsOptions = {},
): Promise<T> {
  if (typeof work !== 'function') {
    throw testingOptionIllegal('withRandomFaults()', work, 'a function to run');
  }
  check(seed, rate, kinds, runs);
  let answer = runOnce(shards, seed, work, rate, kinds);
  for (let run = 1; run < runs; run += 1) {
    await answer;
    answer = runOnce(shards, seed + run, work, rate, kinds);
  }
  return answer;
}

async function runOnce<T>(
  shards: readonly LinkedShard[],
  seed: number,
  work: (run: RandomFaultsRun) => T | PromiseLike<T>,
  rate: number,
  kinds: readonly RandomFaultKind[],
): Promise<T> {
  const injected: InjectedFault[] = [];
  for (const [index, { name, link }] of shards.entries()) {
    let statement = 0;
    link.random = {
      next(_, sql) {
        statement += 1;
        if (draw(seed, index, statement, 0) >= rate) return undefined;
        const kind = kinds[Math.floor(draw(seed, index, statement, 1) * kinds.length)];
        if (kind === undefined) return undefined;
        injected.push(Object.freeze({ shard: name, statement, kind, sql }));
        return faultOf(kind, draw(seed, index, statement, 2));
      },
    };
  }
  try {
    return await work({ seed, injected });
  } catch (error) {
    throw new RandomFaultsError(seed, table(injected), error);
  } finally {
    for (const { link } of shards) link.random = undefined;
    await Promise.all(shards.map((shard) => shard.settled()));
  }
}

const ERRORS = [
  { code: '40001', message: 'could not serialize access (injected)' },
  { code: '40P01', message: 'deadlock detected (injected)' },
  { code: '53200', message: 'out of memory (injected)' },
] as const;
const LONGEST_DELAY_MS = 20;

function faultOf(kind: RandomFaultKind, luck: number): StatementFault {
  switch (kind) {
    case 'error':
      return { kind: 'raise', error: ERRORS[Math.floor(luck * ERRORS.length)] ?? ERRORS[0] };
    case 'delay':
      return { kind, ms: Math.ceil(luck * LONGEST_DELAY_MS) };
    case 'lose-request':
    case 'lose-reply':
    case 'crash':
      return { kind };
    default:
      return kind satisfies never;
  }
}

const MOST_LINES = 40;

function table(injected: readonly InjectedFault[]): string {
  if (injected.length === 0) return '    (nothing)';
  const lines = injected
    .slice(-MOST_LINES)
    .map(
      ({ shard, statement, kind, sql }) =>
        `    ${shard}, statement ${statement}: ${kind}: ${sql.replace(/\s+/g, ' ').slice(0, 80)}`,
    );
  const more = injected.length - lines.length;
  return [...(more > 0 ? [`    (${more} before)`] : []), ...lines].join('\n');
}

function check(seed: number, rate: number, kinds: readonly RandomFaultKind[], runs: number): void {
  if (!Number.isSafeInteger(seed)) throw testingOptionIllegal('seed', seed, 'a whole number');
  if (!(rate >= 0 && rate <= 1)) throw testingOptionIllegal('rate', rate, 'a number from 0 to 1');
  const legal =
    Array.isArray(kinds) && kinds.length > 0 && kinds.every((kind) => KINDS.includes(kind));
  if (!legal) throw testingOptionIllegal('kinds', kinds, `some of ${KINDS.join(', ')}`);
  if (!Number.isSafeInteger(runs) || runs < 1) {
    throw testingOptionIllegal('runs', runs, 'a whole number above zero');
  }
}
