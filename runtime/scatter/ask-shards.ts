import type { Call } from '../errors/call.js';
import { type MissingShard, ScatterError, stateOf } from '../errors/execution-errors.js';
import { isRefusedByPrisma } from '../executor/is-refused-by-prisma.js';
import { runOnShards, type ShardOutcome, type ShardTask } from '../executor/run-on-shards.js';
import type { ShardRuntime } from '../shard-runtime.js';

/**
 * The answers of all tasks, in their order; one missing answer is an error that names the shards.
 *
 * @throws ShardgenError SG5002, and what Prisma says of arguments that it does not take.
 */
export async function askShards(
  runtime: ShardRuntime,
  call: Call,
  tasks: readonly ShardTask[],
): Promise<unknown[]> {
  const outcomes = await runOnShards(runtime.executor, tasks);
  const failures = failuresOf(runtime.router.topology.shards, outcomes);
  if (failures.length > 0) {
    const asked = new Set(tasks.map(({ shard }) => shard)).size;
    throw refusalIn(failures) ?? new ScatterError(call, failures, asked);
  }
  return outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined));
}

/** Prisma's own error, where it did not take the arguments: that is no failure of a shard. */
export const refusalIn = (failures: readonly MissingShard[]): Error | undefined =>
  failures.map(({ cause }) => cause).find(isRefusedByPrisma);

/** The shards that failed, each once: of one that was asked several questions, the first failure counts. */
export function failuresOf(
  shards: readonly string[],
  outcomes: readonly ShardOutcome[],
): readonly MissingShard[] {
  const failed = new Map<number, unknown>();
  for (const outcome of outcomes) {
    if (!outcome.ok && !failed.has(outcome.shard)) failed.set(outcome.shard, outcome.error);
  }
  return [...failed].map(([shard, cause]) => ({
    shard: shards[shard] ?? '',
    state: stateOf(cause),
    cause,
  }));
}
