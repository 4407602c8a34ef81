import pg from 'pg';
import { sqlRefused } from '../../errors/cluster-database-errors.js';
import { withClient } from './with-client.js';

/**
 * Runs a whole SQL script in one message: PostgreSQL splits it itself (so that function bodies
 * are safe) and applies all of it or nothing. Throws SG6023, SG6027.
 */
export async function applySql(url: string, sql: string): Promise<void> {
  await withClient(url, async (client) => {
    try {
      await client.query(sql);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      throw sqlRefused(
        decodeURIComponent(new URL(url).pathname.slice(1)),
        explain(error, sql),
        error,
      );
    }
  });
}

function explain(error: pg.DatabaseError, sql: string): string {
  const lines = [`${error.message} (SQLSTATE ${error.code})`];
  if (error.detail) lines.push(error.detail);
  if (error.hint) lines.push(error.hint);
  if (error.position) {
    const line = sql.slice(0, Number(error.position)).split('\n').length;
    lines.push(`at line ${line}: ${sql.split('\n')[line - 1]?.trim()}`);
  }
  return lines.join('\n');
}
