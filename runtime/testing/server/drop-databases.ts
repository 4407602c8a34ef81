import { quoteIdentifier, quoteLiteral } from '../../cluster/databases/quote-identifier.js';
import { endConnections, setOpen } from './database-door.js';
import type { PlaceServer } from './place-server.js';
import { createQuietPool } from './quiet-pool.js';
import type { Session } from './session.js';

/** Drops databases with whatever uses them: connections, prepared transactions, subscriptions. */
export async function dropDatabases(server: PlaceServer, names: readonly string[]): Promise<void> {
  const { rows } = await server.admin.query<{ name: string }>(
    `SELECT database AS name FROM pg_prepared_xacts WHERE database = ANY($1)
     UNION SELECT d.datname FROM pg_replication_slots s JOIN pg_database d ON d.datname = s.database
      WHERE d.datname = ANY($1)
     UNION SELECT d.datname FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
      WHERE d.datname = ANY($1)`,
    [names],
  );
  const held = new Set(rows.map(({ name }) => name));
  const outcomes = await Promise.allSettled(
    names.map(async (name) => {
      if (held.has(name)) await freeDatabase(server, name);
      await server.admin.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
    }),
  );
  const failed = outcomes.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Ends what holds a database although nobody is connected to it; only from inside is it possible. */
async function freeDatabase(server: PlaceServer, name: string): Promise<void> {
  await setOpen(server, name, true);
  await endConnections(server, name);
  const pool = createQuietPool(server.url(name), 1, server.plain);
  try {
    await rollbackPrepared(pool);
    const { rows } = await pool.query<{ subname: string }>(
      `SELECT subname FROM pg_subscription
        WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    for (const { subname } of rows) {
      const subscription = quoteIdentifier(subname);
      await pool.query(`ALTER SUBSCRIPTION ${subscription} DISABLE`);
      await pool.query(`ALTER SUBSCRIPTION ${subscription} SET (slot_name = NONE)`);
      await pool.query(`DROP SUBSCRIPTION ${subscription}`);
    }
  } finally {
    await pool.end();
  }
}

/** Rolls back every prepared transaction of the database that the connection leads to. */
export async function rollbackPrepared(session: Session): Promise<void> {
  const { rows } = await session.query<{ gid: string }>(
    'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()',
  );
  for (const { gid } of rows) await session.query(`ROLLBACK PREPARED ${quoteLiteral(gid)}`);
}
