import type { Call } from '../errors/call.js';
import { ScatterError } from '../errors/execution-errors.js';
import { ShardgenError } from '../errors/shardgen-error.js';
import { PartialWriteError, type ShardWrite, type UnwrittenShard } from '../errors/write-errors.js';
import { hasNotHappened } from '../executor/has-not-happened.js';
import { wasNeverReached } from '../executor/prisma/is-connection-failure.js';
import type { ShardOutcome } from '../executor/run-on-shards.js';
import { writtenCount } from '../merge/written-count.js';

/**
 * Throws where a shard has not said that it wrote its part of a split write.
 *
 * @throws ShardgenError SG5003.
 */
export function requireWritten(
  shards: readonly string[],
  call: Call,
  outcomes: readonly ShardOutcome[],
): void {
  const failures = outcomes.flatMap((outcome): UnwrittenShard[] => {
    if (outcome.ok) return [];
    const { error: cause, givenUp, shard } = outcome;
    const hasFailed = givenUp === undefined ? surelyFailed(cause) : givenUp === 'unsent';
    const state = hasFailed ? 'failed' : 'unknown';
    return [{ shard: shards[shard] ?? '', state, cause }];
  });
  if (failures.length > 0) throw new PartialWriteError(call, writesOf(shards, outcomes), failures);
}

/**
 * Throws where a shard did not answer a question that came before any write.
 *
 * @throws ShardgenError SG5003.
 */
export function requireLooked(
  shards: readonly string[],
  call: Call,
  looks: readonly ShardOutcome[],
): void {
  const failures = looks.flatMap((look): UnwrittenShard[] =>
    look.ok ? [] : [{ shard: shards[look.shard] ?? '', state: 'failed', cause: look.error }],
  );
  if (failures.length > 0) throw new PartialWriteError(call, [], failures);
}

/**
 * What came of a write. Nothing is sent where a shard is known to be down.
 *
 * @throws ShardgenError SG5003.
 */
export async function orNothing<T>(call: Call, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof ScatterError)) throw error;
    const failures = error.failures.map(
      ({ cause, shard }): UnwrittenShard => ({ shard, state: 'failed', cause }),
    );
    throw new PartialWriteError(call, [], failures);
  }
}

/** How many rows each shard wrote that has done its part, in topology order. */
export function writesOf(
  shards: readonly string[],
  outcomes: readonly ShardOutcome[],
): readonly ShardWrite[] {
  const counts = new Map<number, number>();
  for (const outcome of outcomes) {
    if (!outcome.ok) continue;
    // A shard may have been sent several parts.
    const before = counts.get(outcome.shard) ?? 0;
    counts.set(outcome.shard, before + writtenCount(outcome.value));
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([shard, count]) => ({ shard: shards[shard] ?? '', count }));
}

/** Too many questions waited, or the shard is known to be down: it was not asked. */
const NOT_ASKED: readonly string[] = ['SG5012', 'SG5015'];
/** An answer that came too late to be believed: the write was done, somewhere. */
const CAME_TOO_LATE = 'SG3434';

/** Whether nothing of a shard's part was written; all else may have happened, or may still happen. */
function surelyFailed(error: unknown): boolean {
  if (error instanceof ShardgenError) {
    const { code } = error;
    if (NOT_ASKED.includes(code)) return true;
    if (code.startsWith('SG3')) return code !== CAME_TOO_LATE;
  }
  return hasNotHappened(error) || wasNeverReached(error);
}
