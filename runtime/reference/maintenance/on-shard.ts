import type { ShardTransaction } from '../../executor/supervisor.js';
import type { HeldCopies } from '../references.js';
import { ShardFault } from '../write/shard-fault.js';

/** Which shard a transaction is on. */
export interface ShardPlace {
  readonly shard: string;
  /** Where the tables are that name no schema. */
  readonly schema: string;
}

/**
 * Does something in one transaction of a shard: of the leader, in the one that has the write lock, since there
 * may be no second connection. Failures are `ShardFault`.
 */
export async function onShard<T>(
  { executor, leader, leading, shards }: HeldCopies,
  shard: number,
  work: (transaction: ShardTransaction, place: ShardPlace) => Promise<T>,
): Promise<T> {
  try {
    const place = { shard: shards[shard] ?? '', schema: await executor.schemaOf(shard) };
    if (shard === leader) return await work(leading, place);
    const transaction = await executor.begin(shard);
    try {
      const answer = await work(transaction, place);
      await transaction.sql({ text: 'COMMIT', values: [] });
      return answer;
    } catch (error) {
      await transaction.sql({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
      throw error;
    } finally {
      await transaction.release();
    }
  } catch (error) {
    throw ShardFault.of(shard, error);
  }
}
