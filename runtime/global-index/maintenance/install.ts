import type { IndexRuntime } from '../index-session.js';
import { INDEX_STATEMENTS } from '../index-tables.js';

/** Makes the tables and functions of global indexes on every shard; what is there stays. */
export async function install({ executor, router }: IndexRuntime): Promise<void> {
  for (const shard of router.topology.shards.keys()) {
    for (const text of INDEX_STATEMENTS) {
      try {
        await executor.sql(shard, { text, values: [] });
      } catch (error) {
        throw executor.explain(shard, { model: '$globalIndexes', method: 'findMany' }, error);
      }
    }
  }
}
