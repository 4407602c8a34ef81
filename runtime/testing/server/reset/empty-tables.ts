import type { Session } from '../session.js';
import type { ServerFacts, UsedTable } from './used-relations.js';

/** Up to here deleting the rows is quicker than a new file for the table and each of its indexes. */
const SMALL = 256 * 1024;

/**
 * Empties tables, whatever refers to what. Most tables of a test hold a few rows: these are deleted
 * past triggers and foreign keys, and a vacuum gives the pages back, so that the next rows are
 * found in the order of their insertion, as in a new table. Others are truncated.
 */
export async function emptyTables(
  session: Session,
  tables: readonly UsedTable[],
  server: ServerFacts,
): Promise<void> {
  if (tables.length === 0) return;
  const isSmall = (table: UsedTable) => server.superuser && !table.guarded && table.bytes <= SMALL;
  const small = tables.filter(isSmall);
  const rest = tables.filter((table) => !isSmall(table));
  // One message is one transaction.
  const script = [
    ...(server.superuser ? ['SET LOCAL session_replication_role = replica'] : []),
    ...(rest.length > 0
      ? [`TRUNCATE ${rest.map(({ name }) => `ONLY ${name}`).join(', ')} CASCADE`]
      : []),
    ...small.map(({ name }) => `DELETE FROM ONLY ${name}`),
  ];
  await session.query(script.join('; '));
  if (small.length === 0) return;
  const options = server.version >= 160_000 ? '(PARALLEL 0, SKIP_DATABASE_STATS)' : '(PARALLEL 0)';
  await session.query(`VACUUM ${options} ${small.map(({ name }) => name).join(', ')}`);
}
