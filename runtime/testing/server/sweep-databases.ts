import type { PoolClient } from 'pg';
import { dropDatabases } from './drop-databases.js';
import { isOrphan } from './owner-mark.js';
import type { PlaceServer } from './place-server.js';
import { withConnection } from './with-connection.js';

/** What the name of every virtual shard's database begins with; then comes its owner. */
export const SHARD_PREFIX = 'shardgen_test_shard_';

/** Any number, as long as every process uses the same. */
const SWEEP_LOCK = 7_347_264_402n;

/** Drops the databases that killed processes of this host left on the server. */
export async function sweepDatabases(server: PlaceServer): Promise<void> {
  const orphans = await findOrphans(server);
  if (orphans.length === 0) return;
  const work = async (client: PoolClient) => {
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS mine',
      [SWEEP_LOCK],
    );
    if (rows[0]?.mine !== true) return; // another process is at it
    for (const name of await findOrphans(server)) {
      // One that cannot be dropped now takes disk only; the next process tries again.
      await dropDatabases(server, [name]).catch(() => undefined);
    }
  };
  await withConnection(server.admin, work, true); // the lock ends with the connection
}

async function findOrphans(server: PlaceServer): Promise<readonly string[]> {
  const { rows } = await server.admin.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [SHARD_PREFIX],
  );
  return rows
    .map(({ datname }) => datname)
    .filter((name) => isOrphan(name.slice(SHARD_PREFIX.length)));
}
