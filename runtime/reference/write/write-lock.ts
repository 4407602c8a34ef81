import { noReferenceTables, writersBusy } from '../../errors/reference-errors.js';
import { sqlStateOf } from '../../executor/sql-state.js';
import type { ShardTransaction } from '../../executor/supervisor.js';

/** Seconds to wait for the writes of others. */
const PATIENCE = 30;
const TIMED_OUT = '55P03';

/** One writer of copies at a time, by a lock of the leader's database, until its transaction ends. */
const LOCK = {
  text: `SELECT current_setting('lock_timeout') AS before,
    set_config('lock_timeout', '${PATIENCE}s', true) AS patience,
    pg_advisory_xact_lock(hashtextextended('shardgen.reference', 0))::text AS locked`,
  values: [],
} as const;

/** How values are written as text: the same on all shards, so that equal rows give equal answers. */
export const SETTINGS = [
  'TimeZone',
  'DateStyle',
  'IntervalStyle',
  'extra_float_digits',
  'bytea_output',
] as const;

const FACTS = `SELECT set_config('lock_timeout', $1, true) AS patience,
    clock_timestamp()::text AS now,
    to_regclass('shardgen.reference_decision')::text AS decisions,
    ${SETTINGS.map((name) => `current_setting('${name}') AS "${name}"`).join(', ')}`;

/** The leader at the time at which it was locked. */
export interface WriteLock {
  /** By the leader's clock. */
  readonly since: string;
  /** Its settings, in the order of `SETTINGS`. */
  readonly settings: readonly string[];
}

/**
 * Takes the write lock in a transaction of the leader. Whoever has it knows that the transactions of all
 * earlier writers have ended there.
 *
 * @throws ShardgenError SG3705, SG3708.
 */
export async function takeWriteLock(
  transaction: ShardTransaction,
  leader: string,
): Promise<WriteLock> {
  const [locked] = await transaction.sql(LOCK).catch((error: unknown) => {
    throw sqlStateOf(error) === TIMED_OUT ? writersBusy(PATIENCE, error) : error;
  });
  // Only now: a statement sees what was committed before it began.
  const [facts] = await transaction.sql({
    text: FACTS,
    values: [String(locked?.['before'] ?? '0')],
  });
  if (facts?.['decisions'] === null) throw noReferenceTables(leader, undefined);
  return {
    since: String(facts?.['now'] ?? ''),
    settings: SETTINGS.map((name) => String(facts?.[name] ?? '')),
  };
}
