import type { Executor } from './executor.js';
import type { Operation } from './operation.js';

/** An operation and the index of the shard that shall run it. */
export interface ShardTask {
  readonly shard: number;
  readonly operation: Operation;
}

/** How a task ended; `error` is already explained. */
export type ShardOutcome =
  | { readonly shard: number; readonly ok: true; readonly value: unknown }
  | {
      readonly shard: number;
      readonly ok: false;
      readonly error: unknown;
      /** Of a task that nobody waited for any more: the error is the caller's own, and says nothing of the shard. */
      readonly givenUp?: 'unsent' | 'sent';
    };

/** Runs tasks in parallel and waits for all of them, so that nothing is left running behind an error. */
export function runOnShards(
  executor: Executor,
  tasks: readonly ShardTask[],
): Promise<ShardOutcome[]> {
  return Promise.all(
    tasks.map(({ shard, operation }) =>
      runOne(executor, { shard, operation: { ...operation, partOf: tasks } }),
    ),
  );
}

/** Calls `then` at once: Prisma reads the arguments there, before the caller can change them. */
function runOne(executor: Executor, { shard, operation }: ShardTask): PromiseLike<ShardOutcome> {
  const failed = (error: unknown): ShardOutcome => ({
    shard,
    ok: false,
    error: executor.explain(shard, operation, error),
  });
  try {
    return executor
      .prepare(shard, operation)
      .then((value): ShardOutcome => ({ shard, ok: true, value }), failed);
  } catch (error) {
    return Promise.resolve(failed(error));
  }
}
