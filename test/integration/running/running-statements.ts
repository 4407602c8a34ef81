import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** A lock of another session, for which every statement on the table waits. */
export interface TableLock {
  release(): Promise<void>;
}

export async function lockTable(url: string, table: string): Promise<TableLock> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  await session.query('BEGIN');
  await session.query(`LOCK TABLE ${pg.escapeIdentifier(table)} IN ACCESS EXCLUSIVE MODE`);
  return {
    release: () => session.end(),
  };
}

/** Runs one statement over a connection of its own. */
export async function query(url: string, sql: string): Promise<readonly Row[]> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  try {
    const { rows } = await session.query<Row>(sql);
    return rows;
  } finally {
    await session.end();
  }
}

type Row = Readonly<Record<string, unknown>>;

/** The statements that run in a database, but for this question. */
export async function statementsOf(url: string): Promise<readonly unknown[]> {
  const rows = await query(
    url,
    `SELECT query FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active'
       AND backend_type = 'client backend'`,
  );
  return rows.map((row) => row['query']);
}

/** Waits until nothing runs in a database, but for some seconds only. */
export async function untilIdle(url: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if ((await statementsOf(url)).length === 0) return;
    await sleep(50);
  }
}

/** Waits until a statement has reached the database. */
export async function untilRuns(url: string): Promise<void> {
  while ((await statementsOf(url)).length === 0) await sleep(10);
}
