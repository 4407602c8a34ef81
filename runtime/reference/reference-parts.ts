import type { Clock } from '../clock/clock.js';
import type { Executor } from '../executor/executor.js';
import type { FailPoints } from '../fail-points/fail-point.js';
import type { CopyHealth } from './read/copy-health.js';

/** What everything about copies is made of. Shards are named by their index. */
export interface ReferenceParts {
  readonly executor: Executor;
  /** Names, in topology order. */
  readonly shards: readonly string[];
  /** The shard that decides, and all others. */
  readonly leader: number;
  readonly followers: readonly number[];
  readonly clock: Clock;
  readonly health: CopyHealth;
  readonly failPoints: FailPoints | undefined;
}

/** The shard whose name sorts first, which is the same in every process. */
export function leaderOf(shards: readonly string[]): number {
  const [first] = [...shards.keys()].sort((a, b) =>
    (shards[a] ?? '') < (shards[b] ?? '') ? -1 : 1,
  );
  return first ?? 0;
}
