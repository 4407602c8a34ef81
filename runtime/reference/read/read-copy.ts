import type { Call } from '../../errors/call.js';
import {
  type ShardDeadlineError,
  type ShardFailure,
  ShardUnreachableError,
} from '../../errors/execution-errors.js';
import { COPY_IS_BEHIND, CopiesUnreachableError } from '../../errors/reference-errors.js';
import type { Executor } from '../../executor/executor.js';
import type { Operation } from '../../executor/operation.js';
import type { CopyHealth } from './copy-health.js';

/** What a read of copies needs. */
export interface CopyReaders {
  readonly executor: Executor;
  readonly health: CopyHealth;
  /** Names, in topology order. */
  readonly shards: readonly string[];
}

/**
 * Asks one shard, and another one where it cannot be reached.
 *
 * @throws ShardgenError SG3704 when none can, SG5004 when one does not answer in time.
 */
export async function readCopy(readers: CopyReaders, operation: Operation): Promise<unknown> {
  const { executor, health, shards } = readers;
  const failures: ShardFailure[] = [];
  for (const shard of health.turn()) {
    try {
      const answer = await executor.prepare(shard, operation);
      health.reached(shard);
      return answer;
    } catch (error) {
      const explained = executor.explain(shard, operation, error);
      if (isLate(explained)) health.unreachable(shard);
      if (!(explained instanceof ShardUnreachableError)) throw explained;
      health.unreachable(shard);
      failures.push({ shard: shards[shard] ?? '', cause: explained });
    }
  }
  throw new CopiesUnreachableError(operation satisfies Call, [...failures, ...behind(readers)]);
}

/** The time of the call is over: the next one begins with another shard. */
function isLate(error: unknown): error is ShardDeadlineError {
  return error instanceof Error && error.name === 'ShardDeadlineError';
}

function behind({ health, shards }: CopyReaders): readonly ShardFailure[] {
  return [...shards.entries()].flatMap(([shard, name]) =>
    health.isBehind(shard) ? [{ shard: name, cause: new Error(COPY_IS_BEHIND) }] : [],
  );
}
