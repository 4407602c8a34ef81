import type { Clock } from '../clock/clock.js';
import type { Executor } from '../executor/executor.js';
import { inTransaction } from '../executor/in-transaction.js';
import type { Operation } from '../executor/operation.js';
import type { ShardTransaction } from '../executor/supervisor.js';
import type { FailPoints } from '../fail-points/fail-point.js';
import { createCopyHealth } from './read/copy-health.js';
import { readCopy } from './read/read-copy.js';
import { leaderOf, type ReferenceParts } from './reference-parts.js';
import { CopyWrite } from './write/copy-write.js';
import { createLateFinish } from './write/late-finish.js';
import { recover } from './write/recover.js';
import { takeWriteLock } from './write/write-lock.js';

/** The copies of all reference models: one is read, all are written. */
export interface References {
  /**
   * Asks one shard, and others where it cannot be reached.
   *
   * @throws ShardgenError SG3704, SG5004.
   */
  read(operation: Operation): Promise<unknown>;
  /**
   * Writes on every shard or on none.
   *
   * @throws ShardgenError SG3705 to SG3709, SG3711 to SG3714, SG5001, SG5004.
   */
  write(operation: Operation): Promise<unknown>;
  /**
   * Does something while nobody writes copies, and after unfinished writes were ended. What is done with
   * the leader's transaction is committed.
   *
   * @throws ShardgenError SG3705, SG3706, SG3708, SG3711, SG5001.
   */
  alone<T>(work: (held: HeldCopies) => Promise<T>): Promise<T>;
  /** Before the connections are closed. */
  pause(): void;
}

/** The copies, while nobody else writes them. */
export interface HeldCopies extends ReferenceParts {
  readonly leading: ShardTransaction;
}

export function createReferences(given: {
  readonly executor: Executor;
  readonly shards: readonly string[];
  readonly clock: Clock;
  readonly failPoints: FailPoints | undefined;
}): References {
  const { clock, executor, shards } = given;
  const leader = leaderOf(shards);
  const followers = [...shards.keys()].filter((shard) => shard !== leader);
  const health = createCopyHealth(shards.length, clock);
  const parts: ReferenceParts = { ...given, leader, followers, health };
  const late = createLateFinish(parts);
  let turn: Promise<unknown> = Promise.resolve();

  /** Takes turns in this process, so that those who wait for the lock hold no connection. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    late.resume();
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  return Object.freeze<References>({
    read(operation) {
      late.resume();
      return readCopy(parts, operation);
    },
    write(operation) {
      return inTurn(async () => {
        const write = new CopyWrite(parts, late, operation);
        try {
          return await executor.supervise([leader, ...followers], operation, write);
        } catch (error) {
          throw write.explain(error);
        }
      });
    },
    alone<T>(work: (held: HeldCopies) => Promise<T>) {
      return inTurn(() =>
        inTransaction(executor, leader, async (leading) => {
          await takeWriteLock(leading, shards[leader] ?? '');
          await recover(parts, leading);
          return work({ ...parts, leading });
        }),
      );
    },
    pause: () => late.pause(),
  });
}
