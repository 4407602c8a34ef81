import type { Call } from '../../errors/call.js';
import { moveRefused } from '../../errors/move-errors.js';
import { ShardgenError } from '../../errors/shardgen-error.js';
import { inTransaction } from '../../executor/in-transaction.js';
import type { SqlStatement } from '../../executor/sql-statement.js';
import type { MoveRuntime } from './move-runtime.js';
import { SESSION_SETTINGS } from './session-settings.js';
import type { SqlSession } from './sql-session.js';

const CALL: Call = { model: '$directory', method: 'move' };

/** One of the two shards of a move. */
export interface ShardSide {
  readonly name: string;
  /** In the topology. */
  readonly index: number;
  /** @throws ShardgenError SG3433, SG5001, and what `work` throws. */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
}

export function openShardSide({ executor, router }: MoveRuntime, shard: number): ShardSide {
  const name = router.topology.shards[shard] ?? '';
  const named = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ShardgenError) throw error;
      const explained = executor.explain(shard, CALL, error);
      throw explained === error ? moveRefused(name, error) : explained;
    }
  };
  return Object.freeze({
    name,
    index: shard,
    transaction: <T>(work: (session: SqlSession) => Promise<T>) =>
      named(() =>
        inTransaction(executor, shard, async (transaction) => {
          const query = (text: string, values: SqlStatement['values'] = []) =>
            // Named at once: a transaction on the other shard may run inside of this one.
            named(() => transaction.sql({ text, values }));
          await query(SESSION_SETTINGS);
          return work({ schema: await executor.schemaOf(shard), query });
        }),
      ),
  });
}
