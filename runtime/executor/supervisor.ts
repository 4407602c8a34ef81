import type { SqlRow, SqlStatement } from './sql-statement.js';

/** A statement of Prisma's on its way to the database; what else is in it is for its driver. */
export interface DriverStatement {
  readonly sql: string;
}

/** What a driver answers to a statement: the number of rows, or the rows themselves. */
export type DriverAnswer = number | { readonly rows: readonly (readonly unknown[])[] };

export type AnswerKind = 'rows' | 'count';

/** An open transaction on one shard, over one connection. */
export interface ShardTransaction {
  /** Runs a statement of shardgen's own. */
  sql(statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** Runs a statement that Prisma has made for another shard, with the same values. */
  repeat(statement: DriverStatement, kind: AnswerKind): Promise<DriverAnswer>;
  /** Gives the connection back. It has to have ended by a statement. Never throws. */
  release(): Promise<void>;
}

/** Milliseconds that a supervised call has, since it takes turns with those of other processes. */
export const SUPERVISED_MS = 60_000;

/** Who stands between Prisma and the transaction of one call. What it throws is the call's error. */
export interface Supervisor {
  /** The transaction has begun, and Prisma has sent nothing yet. */
  begun(transaction: ShardTransaction): Promise<void>;
  /** Prisma sends something that may write; what is given back is what Prisma gets. */
  wrote<Answer extends DriverAnswer>(
    statement: DriverStatement,
    kind: AnswerKind,
    send: () => Promise<Answer>,
  ): Promise<Answer>;
  /** Commits, in place of Prisma, or ends the transaction otherwise and throws. */
  commit(): Promise<void>;
  /** Rolls back, in place of Prisma. */
  rollBack(): Promise<void>;
  /** The error of a statement that Prisma sends after the end, since its time was over too early. */
  expired(): Error;
  /** The shard that is waited for; without this, the one of the transaction. */
  readonly slowest?: () => number;
}
