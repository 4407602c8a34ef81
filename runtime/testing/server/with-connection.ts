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
  try {
    const result = await work(client);
    client.release(end);
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
