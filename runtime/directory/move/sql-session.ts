import type { SqlRow, SqlStatement } from '../../executor/sql-statement.js';

/** A transaction on one shard. */
export interface SqlSession {
  /** The schema in which Prisma looks for tables whose schema is not said. */
  readonly schema: string;
  /** One statement at a time. */
  query(text: string, values?: SqlStatement['values']): Promise<readonly SqlRow[]>;
}
