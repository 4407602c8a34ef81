import pg from 'pg';
import { clusterSilent } from '../../errors/cluster-errors.js';
import type { QueryRow } from '../local-cluster.js';

export type Client = pg.Client;

/** Opens a connection for the time of `work`. Throws SG6027 when the server does not answer. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { hostname, host } = new URL(url);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    // The local cluster has no TLS, whatever PGSSLMODE asks for.
    ...(hostname === '127.0.0.1' ? { ssl: false } : {}),
  });
  // A server that goes away between two statements must not end this process: the next one fails.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (error instanceof pg.DatabaseError) throw error;
    throw clusterSilent(host, reason(error), error);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export async function queryRows(
  client: Client,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly QueryRow[]> {
  const result = await client.query<QueryRow>(sql, [...values]);
  return result.rows;
}

/** The SQLSTATE of a refused statement, or undefined for another error. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}
