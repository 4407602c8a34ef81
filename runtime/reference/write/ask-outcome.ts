import type { ReferenceParts } from '../reference-parts.js';
import { takeWriteLock } from './write-lock.js';

export type Outcome = 'committed' | 'aborted';

const WAITS_MS = [0, 100, 300, 1000, 2000, 4000];
const ANSWER_MS = 40_000;

/** Records are kept for a day; whoever asks so late may find none for that reason. */
const RECORD = `SELECT EXISTS (SELECT FROM shardgen.reference_decision WHERE id = $1::uuid)::text AS decided,
  (clock_timestamp() - $2::timestamptz > interval '12 hours')::text AS late`;

/**
 * Whether a write was decided whose leader did not answer to its COMMIT. Exact: with the write lock, the
 * transaction in question has ended.
 *
 * @throws why the leader could not be asked.
 */
export function askOutcome(parts: ReferenceParts, id: string, since: string): Promise<Outcome> {
  return inTime(parts, askAgain(parts, id, since));
}

async function askAgain(parts: ReferenceParts, id: string, since: string): Promise<Outcome> {
  let last: unknown;
  for (const wait of WAITS_MS) {
    if (wait > 0) await new Promise<void>((resolve) => parts.clock.after(wait, resolve));
    try {
      return await ask(parts, id, since);
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

/** Where the lost connection was the only one, there is none to ask by. */
function inTime<T>({ clock }: ReferenceParts, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${ANSWER_MS} ms`));
    const cancel = clock.after(ANSWER_MS, late, 'background');
    work.then(resolve, reject).finally(cancel);
  });
}

async function ask(parts: ReferenceParts, id: string, since: string): Promise<Outcome> {
  const { executor, leader, shards } = parts;
  const transaction = await executor.begin(leader);
  try {
    await takeWriteLock(transaction, shards[leader] ?? '');
    const [row] = await transaction.sql({ text: RECORD, values: [id, since] });
    if (row?.['decided'] === 'true') return 'committed';
    if (row?.['late'] === 'true') throw new Error('the record of its decision may be gone');
    return 'aborted';
  } finally {
    await transaction.sql({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
    await transaction.release();
  }
}
