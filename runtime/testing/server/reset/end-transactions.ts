import { connectionsStay } from '../../../errors/testing-server-errors.js';
import type { Session } from '../session.js';

const PATIENCE_MS = 5_000;

/**
 * Ends the connections to the current database that are in a transaction or in a statement: what
 * they hold or still write belongs to the past. Idle ones stay.
 */
export async function endTransactions(session: Session, database: string): Promise<void> {
  const { rows } = await session.query<{ ended: boolean }>(
    `SELECT pg_terminate_backend(pid, ${PATIENCE_MS}) AS ended FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend' AND xact_start IS NOT NULL`,
  );
  if (rows.some(({ ended }) => !ended)) throw connectionsStay(database, PATIENCE_MS / 1000);
}
