import { quoteIdentifier } from '../../cluster/databases/quote-identifier.js';
import { waitUntil } from '../../cluster/server/wait-until.js';
import { connectionsStay } from '../../errors/testing-server-errors.js';
import type { PlaceServer } from './place-server.js';

const PATIENCE_MS = 10_000;

/** Whether anybody, superusers included, may connect to the database. */
export async function setOpen(server: PlaceServer, database: string, open: boolean): Promise<void> {
  await server.admin.query(
    `ALTER DATABASE ${quoteIdentifier(database)} WITH ALLOW_CONNECTIONS ${open}`,
  );
}

/**
 * Ends all connections to the database, those of other processes too, and answers when the server
 * is done with them. Prepared transactions stay. Throws SG7028.
 */
export async function endConnections(server: PlaceServer, database: string): Promise<void> {
  const gone = await waitUntil(PATIENCE_MS, async () => {
    // Who waits for a lock goes first, and all are told before any is waited for: otherwise the end
    // of the one that holds it would let the other commit.
    const { rowCount } = await server.admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1
         ORDER BY wait_event_type IS DISTINCT FROM 'Lock'`,
      [database],
    );
    if (rowCount !== 0) return undefined;
    // A connection that is just being made is not listed yet, but locks its database already.
    const { rows } = await server.admin.query<{ entering: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.objid
         WHERE l.locktype = 'object' AND l.classid = 'pg_database'::regclass AND d.datname = $1
       ) AS entering`,
      [database],
    );
    return rows[0]?.entering === true ? undefined : true;
  });
  if (gone === undefined) throw connectionsStay(database, PATIENCE_MS / 1000);
}
