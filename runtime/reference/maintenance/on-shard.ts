import type { ShardTransaction } from '../../executor/supervisor.js';
import type { ReferenceParts } from '../reference-parts.js';
import { ShardFault } from '../write/shard-fault.js';

/** Which shard a transaction is on. */
export interface ShardPlace {
  readonly shard: string;
  /** Where the tables are that name no schema. */
  readonly schema: string;
}

/** Does something in one transaction of a shard. Failures are `ShardFault`. */
export async function onShard<T>(
  { executor, shards }: ReferenceParts,
  shard: number,
  work: (transaction: ShardTransaction, place: ShardPlace) => Promise<T>,
): Promise<T> {
  try {
    const schema = await executor.schemaOf(shard);
    const transaction = await executor.begin(shard);
    try {
      const answer = await work(transaction, { shard: shards[shard] ?? '', schema });
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
