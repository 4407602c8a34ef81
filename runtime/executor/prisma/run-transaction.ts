import type { SqlSession } from '../executor.js';
import type { SqlDriverAdapter } from './driver-adapter.js';
import { runSql } from './run-sql.js';

/** Where Prisma looks for tables when an adapter does not say it. */
const DEFAULT_SCHEMA = 'public';

/** Runs statements of shardgen's own over one connection of a PrismaClient, in one transaction. */
export async function runTransaction<T>(
  connection: SqlDriverAdapter,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  const schema = connection.getConnectionInfo?.().schemaName ?? DEFAULT_SCHEMA;
  const transaction = await connection.startTransaction();
  // Some adapters leave the statement itself to their caller.
  const say = async (sql: 'COMMIT' | 'ROLLBACK') => {
    if (!transaction.options.usePhantomQuery) {
      await transaction.executeRaw({ sql, args: [], argTypes: [] });
    }
  };
  let answer: T;
  try {
    answer = await work({
      schema,
      query: (text, values = []) => runSql(transaction, { text, values }),
    });
    await say('COMMIT');
  } catch (error) {
    // What failed first says more; a connection that cannot roll back is lost, which rolls back too.
    await say('ROLLBACK').catch(() => undefined);
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  await transaction.commit();
  return answer;
}
