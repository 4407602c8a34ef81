import type { SqlRow } from '../../executor/sql-statement.js';
import { keyCondition, type MovedTable } from './moved-table.js';
import type { SqlSession } from './sql-session.js';
import { quoteText } from './sql-text.js';

/** Rows that are sent at a time. */
const PAGE = 500;

/** Deletes the rows of a key, children first; answers how many there were. */
export async function deleteRows(
  session: SqlSession,
  tables: readonly MovedTable[],
  key: readonly string[],
): Promise<number> {
  let deleted = 0;
  for (const table of [...tables].reverse()) {
    const [row] = await session.query(
      `WITH gone AS (DELETE FROM ${table.name} WHERE ${keyCondition(table)} RETURNING 1)
SELECT count(*)::int AS rows FROM gone`,
      key,
    );
    deleted += Number(row?.['rows'] ?? 0);
  }
  return deleted;
}

/**
 * Copies the rows of a key, with every column as the text of its type. Rows that may refer to each other go
 * in one statement, since PostgreSQL looks at foreign keys when a statement has ended.
 */
export async function copyRows(
  source: SqlSession,
  target: SqlSession,
  from: MovedTable,
  to: MovedTable,
  key: readonly string[],
): Promise<void> {
  const shown = from.columns.map(({ name }, i) => `${name}::text AS c${i}`).join(', ');
  await source.query(
    `DECLARE moved NO SCROLL CURSOR FOR SELECT ${shown} FROM ${from.name} WHERE ${keyCondition(from)}`,
    key,
  );
  const pages = to.refersToItself ? 'ALL' : String(PAGE);
  for (;;) {
    const rows = await source.query(`FETCH ${pages} FROM moved`);
    if (rows.length > 0) await insertRows(target, to, rows);
    if (rows.length < PAGE || to.refersToItself) break;
  }
  await source.query('CLOSE moved');
}

async function insertRows(
  target: SqlSession,
  { columns, name }: MovedTable,
  rows: readonly SqlRow[],
): Promise<void> {
  const names = columns.map((column) => column.name).join(', ');
  const values = columns.map(({ type }, i) => `CAST(r.c${i} AS ${type})`).join(', ');
  const lists = columns.map((_, i) => `$${i + 1}::text[]`).join(', ');
  const aliases = columns.map((_, i) => `c${i}`).join(', ');
  await target.query(
    `INSERT INTO ${name} (${names}) OVERRIDING SYSTEM VALUE
SELECT ${values} FROM unnest(${lists}) AS r(${aliases})`,
    columns.map((_, i) => rows.map((row) => asText(row[`c${i}`]))),
  );
}

const asText = (value: unknown) => (value === null || value === undefined ? null : String(value));

/** A gap that nobody closes between two parts of one statement. */
const WIDE_GAP = 100_000;

/**
 * Lets the counters of the target go on behind the values of the rows that have come. A narrow gap is counted
 * through, since somebody may count at the same moment, and nothing takes a counter back.
 */
export async function bringCounters(
  target: SqlSession,
  table: MovedTable,
  key: readonly string[],
): Promise<void> {
  for (const { name, sequence } of table.columns) {
    if (sequence === undefined) continue;
    const counter = `${quoteText(sequence)}::regclass`;
    await target.query(
      `SELECT CASE WHEN gap > ${WIDE_GAP} THEN setval(${counter}, highest)
  ELSE (SELECT max(nextval(${counter})) FROM generate_series(1, gap)) END AS counted
FROM (
  SELECT max(${name})::bigint AS highest,
    max(${name})::bigint - coalesce(pg_sequence_last_value(${counter}), 0) AS gap
  FROM ${table.name} WHERE ${keyCondition(table)}
) AS counters WHERE gap > 0`,
      key,
    );
  }
}

/** Number of rows, and a sum that another value in any of them changes. */
export interface Checksum {
  readonly rows: number;
  readonly sum: string;
}

export async function checksumOf(
  session: SqlSession,
  table: MovedTable,
  key: readonly string[],
): Promise<Checksum> {
  const row = `ROW(${table.columns.map(({ name }) => `${name}::text`).join(', ')})::text`;
  const [found] = await session.query(
    `SELECT count(*)::int AS rows,
  coalesce(sum(('x' || substr(md5(${row}), 1, 16))::bit(64)::bigint), 0)::text AS sum
FROM ${table.name} WHERE ${keyCondition(table)}`,
    key,
  );
  return { rows: Number(found?.['rows'] ?? 0), sum: String(found?.['sum'] ?? '') };
}

/**
 * Writers of global indexes that were refused on the source stay so on the target: what is refused there
 * would otherwise be forgotten when the key comes back.
 */
export async function copyRefusals(source: SqlSession, target: SqlSession): Promise<void> {
  const there = "SELECT to_regclass('shardgen.refused') IS NOT NULL AS there";
  for (const session of [source, target]) {
    const [answer] = await session.query(there);
    if (answer?.['there'] !== true) return;
  }
  const tokens = await source.query('SELECT token::text AS token FROM shardgen.refused');
  await target.query(
    'INSERT INTO shardgen.refused (token) SELECT unnest($1::text[])::uuid ON CONFLICT DO NOTHING',
    [tokens.map(({ token }) => String(token))],
  );
}
