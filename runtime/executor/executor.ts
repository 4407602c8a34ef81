import type { Call } from '../errors/call.js';
import type { Operation } from './operation.js';
import type { SqlRow, SqlStatement } from './sql-statement.js';
import type { ShardTransaction, Supervisor } from './supervisor.js';

/**
 * Runs operations on shards. The narrow port between repositories and whatever runs their calls;
 * shards are named by their index in the topology.
 */
export interface Executor {
  /** Prepares a call on one shard. Nothing runs before the first `then` of the result. */
  prepare(shard: number, operation: Operation): PromiseLike<unknown>;
  /** A relation of the row that a prepared call will answer, prepared in the same way. */
  relation(work: PromiseLike<unknown>, name: string, args: unknown): PromiseLike<unknown>;
  /** What a caller gets for a failure: a named error when the shard cannot be reached, else `error` itself. */
  explain(shard: number, call: Call, error: unknown): unknown;
  /**
   * Runs a statement of shardgen's own on one shard, in its own transaction. `$1` and so on stand for the
   * values; null, text, numbers and lists of text are bound as they are.
   */
  sql(shard: number, statement: SqlStatement): Promise<readonly SqlRow[]>;
  /**
   * Runs a call in a transaction of its own on the first of the shards, by read committed; the supervisor may
   * use the others for it.
   */
  supervise(
    shards: readonly number[],
    operation: Operation,
    supervisor: Supervisor,
  ): Promise<unknown>;
  /** The database schema of a shard in which the tables of models are that name none. */
  schemaOf(shard: number): Promise<string>;
  /** Begins a transaction of shardgen's own on one shard, by read committed. */
  begin(shard: number): Promise<ShardTransaction>;
  /** The error that Prisma gives for a value that has to be unique. */
  uniqueViolation(model: string, fields: readonly string[]): Error;
  /** Field references of a model, for comparing columns in a filter. Opens no connection. */
  fieldReferences(model: string): unknown;
  /** Closes the connections of every shard that was used; a later call opens them again. */
  disconnect(): Promise<void>;
}
