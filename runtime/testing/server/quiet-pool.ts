import pg from 'pg';
import { SteadyClient } from '../../executor/prisma/steady-client.js';

export type Pool = pg.Pool;

/**
 * Connections that do not keep the process alive while nobody waits for them. Without a limit of
 * time: it would also count for those who wait for their turn.
 */
export function createQuietPool(url: string, size: number, plain: boolean): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    Client: SteadyClient,
    max: size,
    application_name: 'shardgen virtual shards',
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    // Our own servers have no TLS, whatever PGSSLMODE asks for.
    ...(plain ? { ssl: false } : {}),
  });
  // An idle connection that breaks is replaced by the next use.
  pool.on('error', () => undefined);
  return pool;
}
