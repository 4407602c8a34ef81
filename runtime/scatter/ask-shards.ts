import type { Call } from '../errors/call.js';
import { ScatterError } from '../errors/execution-errors.js';
import { runOnShards, type ShardTask } from '../executor/run-on-shards.js';
import type { ShardRuntime } from '../shard-runtime.js';

/**
 * The answers of all tasks, in their order; one missing answer is an error that names the shards.
 *
 * @throws ShardgenError SG5002.
 */
export async function askShards(
  { executor, router }: ShardRuntime,
  call: Call,
  tasks: readonly ShardTask[],
): Promise<unknown[]> {
  const outcomes = await runOnShards(executor, tasks);
  const failed = new Map<number, unknown>();
  for (const outcome of outcomes) {
    // Of a shard that was asked several questions, the first failure counts.
    if (!outcome.ok && !failed.has(outcome.shard)) failed.set(outcome.shard, outcome.error);
  }
  if (failed.size > 0) {
    const { shards } = router.topology;
    const failures = [...failed].map(([shard, cause]) => ({ shard: shards[shard] ?? '', cause }));
    throw new ScatterError(call, failures, new Set(tasks.map(({ shard }) => shard)).size);
  }
  return outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined));
}
