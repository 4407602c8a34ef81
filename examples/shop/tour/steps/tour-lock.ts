import pg from 'pg';
import type { LocalCluster } from 'shardgen/cluster';
import { TourError } from '../tour-error.js';

/** Any number that no other program uses on this server. */
const LOCK = 5_301_977;
const PATIENCE_MS = 3000;

/**
 * Two tours of one folder would empty each other's databases. The lock lives in the server, so it
 * ends with the connection, however the tour ends.
 */
export async function takeTourLock(cluster: LocalCluster): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  // The server may be stopped while this connection idles; the tour's own calls report that.
  client.on('error', () => undefined);
  await client.connect();
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await tryLock(client))) {
    if (performance.now() > deadline) {
      await client.end();
      throw new TourError(
        'TOUR_BUSY',
        'Another tour is running in this folder.',
        'wait until it ends, or end it with Ctrl-C',
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { release: () => client.end() };
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS taken',
    [LOCK],
  );
  return rows[0]?.taken === true;
}
