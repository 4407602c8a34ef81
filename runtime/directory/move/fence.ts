import { createHash } from 'node:crypto';
import { overtaken } from '../../errors/move-errors.js';
import { ROW_IS_ELSEWHERE } from '../../executor/sql-state.js';
import type { MovedTable } from './moved-table.js';
import type { SqlSession } from './sql-session.js';
import { quoteText } from './sql-text.js';

/** Several moves may begin at once. Any number, as long as all use the same. */
const ONE_AFTER_THE_OTHER = 'SELECT pg_advisory_xact_lock(7347264404)::text';

/**
 * What moves keep on a shard: one row per key that was ever moved to it or from it. While it is closed, a
 * trigger refuses every row of the key, but for those of the mover itself. A trigger is the same for
 * statements that were sent long ago, to a shard that has not had the key for a while.
 */
const STATEMENTS: readonly string[] = [
  ONE_AFTER_THE_OTHER,
  `CREATE SCHEMA IF NOT EXISTS shardgen`,
  `CREATE TABLE IF NOT EXISTS shardgen.key_fence (
  group_name text COLLATE "C" NOT NULL,
  key text[] COLLATE "C" NOT NULL,
  move bigint NOT NULL,
  attempt integer NOT NULL,
  closed boolean NOT NULL,
  PRIMARY KEY (group_name, key)
)`,
  `CREATE OR REPLACE FUNCTION shardgen.check_key(group_of text, key_of text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found shardgen.key_fence;
BEGIN
  SELECT * INTO found FROM shardgen.key_fence f
  WHERE f.group_name = group_of AND f.key = key_of AND f.closed;
  IF found.move IS NOT NULL
    AND current_setting('shardgen.mover', true) IS DISTINCT FROM found.move || '/' || found.attempt
  THEN
    RAISE EXCEPTION 'shardgen: the key % of % is not on this shard', key_of, group_of
      USING ERRCODE = '${ROW_IS_ELSEWHERE}';
  END IF;
END $$`,
];

/** Makes what is missing; what is there stays. */
export async function installFences(session: SqlSession): Promise<void> {
  for (const text of STATEMENTS) await session.query(text);
}

/** Whether a key was ever moved to or from the shard. */
export async function hasFences(session: SqlSession): Promise<boolean> {
  const [row] = await session.query(
    "SELECT to_regclass('shardgen.key_fence') IS NOT NULL AS there",
  );
  return row?.['there'] === true;
}

const TRIGGER = 'shardgen_fence';

const HAS_TRIGGER = `SELECT FROM pg_trigger WHERE tgrelid = to_regclass($1) AND tgname = '${TRIGGER}'
  AND tgfoid = to_regprocedure($2) AND tgenabled IN ('O', 'A')`;

/**
 * Lets a table refuse rows of keys whose fence is closed. Making the trigger waits for everybody who is
 * writing to the table, and keeps others waiting meanwhile, so that it gives up soon.
 *
 * @throws a driver's error of SQLSTATE 55P03 when the table was busy.
 */
export async function installTrigger(
  session: SqlSession,
  group: string,
  table: MovedTable,
  patienceMs: number,
): Promise<void> {
  const hash = createHash('sha256').update(table.name).digest('hex').slice(0, 32);
  const check = `shardgen.fence_${hash}()`;
  await session.query(`SET LOCAL lock_timeout = ${patienceMs}`);
  await session.query(ONE_AFTER_THE_OTHER);
  // Always, since the columns of the key may have other names now.
  await session.query(
    `CREATE OR REPLACE FUNCTION ${check} RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS ${quoteText(triggerBody(group, table))}`,
  );
  if ((await session.query(HAS_TRIGGER, [table.name, check])).length > 0) return;
  await session.query(`DROP TRIGGER IF EXISTS ${TRIGGER} ON ${table.name}`);
  await session.query(
    `CREATE TRIGGER ${TRIGGER} BEFORE INSERT OR UPDATE OR DELETE ON ${table.name}
FOR EACH ROW EXECUTE FUNCTION ${check}`,
  );
}

function triggerBody(group: string, { keyColumns }: MovedTable): string {
  const keyOf = (row: 'OLD' | 'NEW') =>
    // Columns may have different collations, which say nothing about what is the same key.
    `ARRAY[${keyColumns.map((column) => `${row}.${column}::text COLLATE "C"`).join(', ')}]`;
  const check = (row: 'OLD' | 'NEW') =>
    `PERFORM shardgen.check_key(${quoteText(group)}, ${keyOf(row)});`;
  return `BEGIN
  IF TG_OP = 'DELETE' THEN
    ${check('OLD')}
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND ${keyOf('OLD')} IS DISTINCT FROM ${keyOf('NEW')} THEN
    ${check('OLD')}
  END IF;
  ${check('NEW')}
  RETURN NEW;
END`;
}

/** Whose key it is, and who moves it: number of the move, and how often it was taken over. */
export interface FencedKey {
  readonly group: string;
  /** Its fields as the database writes them. */
  readonly values: readonly string[];
  readonly move: string;
  readonly attempt: number;
  /** For people: `id = "acme"`. */
  readonly shown: string;
}

const CLOSE = `INSERT INTO shardgen.key_fence (group_name, key, move, attempt, closed)
VALUES ($1, $2::text[], $3::bigint, $4, true)
ON CONFLICT (group_name, key) DO UPDATE
SET move = excluded.move, attempt = excluded.attempt, closed = true
WHERE (key_fence.move, key_fence.attempt) <= (excluded.move, excluded.attempt)
RETURNING 1 AS done`;

const OPEN = `UPDATE shardgen.key_fence SET closed = false, attempt = $4
WHERE group_name = $1 AND key = $2::text[] AND move = $3::bigint AND attempt <= $4 RETURNING 1 AS done`;

const ENTER = `SELECT set_config('shardgen.mover', move || '/' || attempt, true) FROM shardgen.key_fence
WHERE group_name = $1 AND key = $2::text[] AND move = $3::bigint AND attempt = $4 AND closed
FOR UPDATE`;

/** From the next transactions on, nobody but this mover writes rows of the key. */
export async function closeFence(session: SqlSession, key: FencedKey): Promise<void> {
  await mine(session, key, CLOSE);
}

/** The key lives on this shard. */
export async function openFence(session: SqlSession, key: FencedKey): Promise<void> {
  await mine(session, key, OPEN);
}

/** Within this transaction the mover may write rows of the key; no other mover takes over meanwhile. */
export async function enterFence(session: SqlSession, key: FencedKey): Promise<void> {
  await mine(session, key, ENTER);
}

async function mine(session: SqlSession, key: FencedKey, text: string): Promise<void> {
  const { attempt, group, move, shown, values } = key;
  const rows = await session.query(text, [group, values, move, attempt]);
  if (rows.length === 0) throw overtaken({ group, key: shown });
}

/** Transactions that were there before: what they have written is not seen yet. */
const RUNNING = `SELECT l.virtualtransaction AS id FROM pg_locks l
JOIN pg_stat_activity a ON a.pid = l.pid AND a.datname = current_database()
WHERE l.locktype = 'virtualxid' AND l.pid <> pg_backend_pid()
  AND a.backend_type IS DISTINCT FROM 'autovacuum worker'
UNION ALL
SELECT 'prepared ' || gid FROM pg_prepared_xacts WHERE database = current_database()`;

/** Names of the transactions that run now. */
export async function runningTransactions(session: SqlSession): Promise<ReadonlySet<string>> {
  const rows = await session.query(RUNNING);
  return new Set(rows.map(({ id }) => String(id)));
}
