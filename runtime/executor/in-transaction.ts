import type { Executor } from './executor.js';
import type { ShardTransaction } from './supervisor.js';

/**
 * Runs statements of shardgen's own on one shard in one transaction: committed when `work` resolves, rolled
 * back when it throws.
 */
export async function inTransaction<T>(
  executor: Executor,
  shard: number,
  work: (transaction: ShardTransaction) => Promise<T>,
): Promise<T> {
  const transaction = await executor.begin(shard);
  try {
    const answer = await work(transaction);
    await transaction.sql({ text: 'COMMIT', values: [] });
    return answer;
  } catch (error) {
    // What failed first says more; a connection that cannot roll back is lost, which rolls back too.
    await transaction.sql({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
    throw error;
  } finally {
    await transaction.release();
  }
}
