import { ShardgenError } from '../../../errors/shardgen-error.js';
import { resetFailed, seedNotRestorable } from '../../../errors/testing-server-errors.js';
import { rollbackPrepared } from '../drop-databases.js';
import type { Pool } from '../quiet-pool.js';
import { wordsOf } from '../server-words.js';
import type { Session } from '../session.js';
import { withConnection } from '../with-connection.js';
import { emptyTables } from './empty-tables.js';
import { endTransactions } from './end-transactions.js';
import { restoreSeed, restoreSequences, type Seed } from './seed.js';
import { usedRelations } from './used-relations.js';

/**
 * Makes the database as it was when it was made: rows gone but those of the schema's own SQL,
 * sequences at their start, materialized views refreshed; tables that were made since stay, empty.
 * Connections stay, but those in a transaction are ended. Throws SG7027.
 */
export function resetDatabase(pool: Pool, database: string, seed: Seed | undefined): Promise<void> {
  return named(database, () => withConnection(pool, (client) => reset(client, database, seed)));
}

/** The same over a connection that is there already. */
export function resetSession(
  session: Session,
  database: string,
  seed: Seed | undefined,
): Promise<void> {
  return named(database, () => reset(session, database, seed));
}

async function named(database: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ShardgenError) throw error;
    throw resetFailed(database, wordsOf(error), error);
  }
}

async function reset(session: Session, database: string, seed: Seed | undefined): Promise<void> {
  await endTransactions(session, database);
  await rollbackPrepared(session);
  const { tables, views, server } = await usedRelations(session);
  const seeded = seed?.tables ?? [];
  if (seeded.length > 0 && !server.superuser) throw seedNotRestorable(database, server.role);
  const names = new Set(tables.map(({ name }) => name));
  // A test may have emptied one of these itself.
  const empty = seeded.filter(({ name }) => !names.has(name));
  const all = [...tables, ...empty.map(({ name }) => ({ name, bytes: 0, guarded: false }))];
  await emptyTables(session, all, server);
  if (seeded.length > 0) await restoreSeed(session, seeded);
  await restoreSequences(session, seed?.sequences ?? []);
  for (const view of views) await session.query(`REFRESH MATERIALIZED VIEW ${view}`);
}
