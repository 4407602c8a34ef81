import type { Session } from '../session.js';
import { OURS, usedRelations } from './used-relations.js';

/** What the SQL that follows the schema puts into a new database. */
export interface Seed {
  readonly tables: readonly SeedTable[];
  readonly sequences: readonly SeedSequence[];
}

interface SeedTable {
  /** With its schema, quoted. */
  readonly name: string;
  /** Columns that can be written, quoted. */
  readonly columns: readonly string[];
  /** Rows in PostgreSQL's own text form, which every type reads back exactly. */
  readonly rows: readonly string[];
}

interface SeedSequence {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
}

const SEQUENCES = `FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OURS}`;

/** Reads the seed from a database that was just made. */
export async function readSeed(session: Session): Promise<Seed> {
  const { tables } = await usedRelations(session);
  const seeded: SeedTable[] = [];
  for (const { name } of tables) {
    const table = await readTable(session, name);
    if (table.rows.length > 0) seeded.push(table);
  }
  return { tables: seeded, sequences: await movedSequences(session) };
}

async function readTable(session: Session, name: string): Promise<SeedTable> {
  const rows = await session.query<{ row: string }>(
    `SELECT (x.*)::text AS row FROM ONLY ${name} AS x`,
  );
  const columns = await session.query<{ column: string }>(
    `SELECT quote_ident(attname) AS column FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
      ORDER BY attnum`,
    [name],
  );
  return {
    name,
    columns: columns.rows.map(({ column }) => column),
    rows: rows.rows.map(({ row }) => row),
  };
}

async function movedSequences(session: Session): Promise<readonly SeedSequence[]> {
  const { rows } = await session.query<{ name: string; start: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, s.seqstart::text AS start ${SEQUENCES}`,
  );
  const moved: SeedSequence[] = [];
  for (const { name, start } of rows) {
    const state = await session.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${name}`,
    );
    for (const { last, called } of state.rows) {
      if (called || last !== start) moved.push({ name, last, called });
    }
  }
  return moved;
}

/** Puts the rows back, past triggers and foreign keys, into tables that are empty. */
export async function restoreSeed(session: Session, tables: readonly SeedTable[]): Promise<void> {
  await session.query('BEGIN');
  await session.query('SET LOCAL session_replication_role = replica');
  for (const { name, columns, rows } of tables) {
    const values = columns.map((column) => `(x.v).${column}`).join(', ');
    await session.query(
      `INSERT INTO ${name} (${columns.join(', ')}) OVERRIDING SYSTEM VALUE
       SELECT ${values} FROM (SELECT unnest($1::text[])::${name} AS v) x`,
      [rows],
    );
  }
  await session.query('COMMIT');
}

/** All of them: cheaper than to find out which were used, and which were only moved. */
export async function restoreSequences(
  session: Session,
  moved: readonly SeedSequence[],
): Promise<void> {
  const { rows } = await session.query<{ name: string; caches: boolean }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, s.seqcache > 1 AS caches,
       setval(s.seqrelid, s.seqstart, false) ${SEQUENCES}`,
  );
  for (const { name, caches } of rows) {
    // Other connections have drawn numbers ahead; only this makes them forget those.
    if (caches) await session.query(`ALTER SEQUENCE ${name} RESTART`);
  }
  for (const { name, last, called } of moved) {
    await session.query('SELECT setval($1::regclass, $2::bigint, $3)', [name, last, called]);
  }
}
