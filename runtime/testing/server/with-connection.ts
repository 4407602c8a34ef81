import type { PoolClient } from 'pg';
import type { Pool } from './quiet-pool.js';

/**
 * Lends a connection for several statements. It goes back to the pool, unless the work failed or
 * it is to `end`: then what it held, such as a lock, goes with it.
 */
export async function withConnection<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  end = false,
): Promise<T> {
  const client = await pool.connect();
  // A connection that breaks between two statements must not end this process: the next one fails.
  const ignore = () => undefined;
  client.on('error', ignore);
  try {
    const result = await work(client);
    client.off('error', ignore);
    client.release(end);
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
