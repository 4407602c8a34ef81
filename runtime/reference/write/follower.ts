import { ShardDeadlineError } from '../../errors/execution-errors.js';
import { internalError } from '../../errors/internal-error.js';
import { noPreparedTransactions } from '../../errors/reference-errors.js';
import type { Operation } from '../../executor/operation.js';
import { sqlStateOf } from '../../executor/sql-state.js';
import type { AnswerKind, DriverAnswer, DriverStatement } from '../../executor/supervisor.js';
import type { ReferenceParts } from '../reference-parts.js';
import { finishPrepared } from './finish-prepared.js';
import { partName, preparedName } from './prepared-name.js';
import { ShardFault } from './shard-fault.js';
import { SETTINGS } from './write-lock.js';

/** A shard that repeats what the leader does, in a transaction of its own. Failures are `ShardFault`. */
export interface Follower {
  readonly shard: number;
  /** Under which its part is prepared. */
  readonly name: string;
  /** It was asked something and has not answered. */
  readonly waits: boolean;
  repeat(statement: DriverStatement, kind: AnswerKind): Promise<DriverAnswer>;
  prepare(): Promise<void>;
  /** Commits what is prepared, and gives the connection back. */
  finish(): Promise<void>;
  /** Undoes its part, and gives the connection back. Never throws: a prepared part that stays is recovered. */
  undo(): Promise<void>;
  /** Gives the connection back, and leaves what is prepared to whoever recovers it. */
  leave(): Promise<void>;
}

const ALIGN = `SELECT ${SETTINGS.map((name, i) => `set_config('${name}', $${i + 1}, true) AS "${name}"`).join(', ')}`;
const IS_PREPARED =
  'SELECT gid FROM pg_prepared_xacts WHERE gid = $1 AND database = current_database()';

/** By PostgreSQL: they are switched off, or all are in use. */
const NOT_PREPARABLE: ReadonlySet<string | undefined> = new Set(['55000', '53400']);

/** A shard that hangs must not keep all writers waiting. */
const ANSWER_MS = 30_000;

/** @throws ShardFault */
export async function beginFollower(
  parts: ReferenceParts,
  shard: number,
  write: {
    readonly id: string;
    readonly operation: Operation;
    readonly settings: readonly string[];
  },
): Promise<Follower> {
  const shardName = parts.shards[shard] ?? '';
  const leader = partName(parts.shards[parts.leader] ?? '');
  const name = preparedName({ id: write.id, leader, shard: partName(shardName) });
  let waiting = 0;
  let prepares = false;

  const here = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw ShardFault.of(shard, error);
    });

  async function at<T>(work: () => Promise<T>): Promise<T> {
    waiting += 1;
    try {
      return await here(work());
    } finally {
      waiting -= 1;
    }
  }

  const transaction = await at(() => parts.executor.begin(shard));
  async function undo(): Promise<void> {
    await transaction.sql({ text: 'ROLLBACK', values: [] }).catch(() => undefined);
    await transaction.release();
    // Whether it was prepared is not always known. What cannot be reached now is recovered later.
    if (prepares) await finishPrepared(parts, shard, name, 'ROLLBACK').catch(() => undefined);
  }
  /** What hangs is not waited for. */
  const quickly = async (work: Promise<void>): Promise<void> => {
    if (waiting === 0) await work;
  };

  try {
    await at(() => transaction.sql({ text: ALIGN, values: write.settings }));
  } catch (error) {
    await undo();
    throw error;
  }

  async function prepare(): Promise<void> {
    prepares = true;
    try {
      await transaction.sql({ text: `PREPARE TRANSACTION '${name}'`, values: [] });
    } catch (error) {
      throw NOT_PREPARABLE.has(sqlStateOf(error))
        ? noPreparedTransactions(shardName, error)
        : error;
    }
    // A transaction that has failed answers ROLLBACK to it, and no error.
    const found = await transaction.sql({ text: IS_PREPARED, values: [name] });
    if (found.length === 0) throw internalError(`shard ${shardName} did not prepare its part`);
  }

  async function commitPrepared(): Promise<void> {
    try {
      await transaction.sql({ text: `COMMIT PREPARED '${name}'`, values: [] });
    } catch {
      // Somebody may have done it, and another connection may do what this one could not.
      await finishPrepared(parts, shard, name, 'COMMIT');
    }
  }

  return {
    shard,
    name,
    get waits() {
      return waiting > 0;
    },
    repeat: (statement, kind) => at(() => transaction.repeat(statement, kind)),
    prepare: () => here(inTime(parts, shardName, write.operation, at(prepare))),
    async finish() {
      await here(inTime(parts, shardName, write.operation, at(commitPrepared)));
      await transaction.release();
    },
    undo: () => quickly(undo()),
    leave: () => transaction.release(),
  };
}

function inTime<T>(
  { clock }: ReferenceParts,
  shard: string,
  operation: Operation,
  work: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(
      ANSWER_MS,
      () => reject(new ShardDeadlineError(shard, ANSWER_MS, operation)),
      'background',
    );
    work.then(resolve, reject).finally(cancel);
  });
}
