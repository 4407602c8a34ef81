import pg from 'pg';
import { expect } from 'vitest';

/** The tables that every shard has a copy of. */
export const TABLES = [
  'Country',
  'continents',
  'Tag',
  '_CountryToTag',
  'the samples',
  'Currency',
] as const;

async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Each row of a table as PostgreSQL writes it, sorted. */
export async function rowsOf(url: string, table: string): Promise<readonly string[]> {
  const rows = await ask(url, `SELECT to_jsonb(t)::text AS row FROM "${table}" t`);
  return rows.map(({ row }) => String(row)).sort();
}

/** Looks into the databases themselves, past everything of shardgen's. */
export async function expectEqualCopies(urls: readonly string[]): Promise<void> {
  for (const table of TABLES) {
    const [first, ...others] = await Promise.all(urls.map((url) => rowsOf(url, table)));
    for (const other of others) expect(other, table).toEqual(first);
  }
}

export async function expectNothingPrepared(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const sql = 'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()';
    expect(await ask(url, sql)).toEqual([]);
  }
}

/** Runs a statement on one shard only. */
export async function change(url: string | undefined, sql: string): Promise<void> {
  await ask(url ?? '', sql);
}
