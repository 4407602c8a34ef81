import { inTransaction } from '../../executor/in-transaction.js';
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
    return await inTransaction(executor, shard, (transaction) => work(transaction, place));
  } catch (error) {
    throw ShardFault.of(shard, error);
  }
}
