import { AsyncLocalStorage } from 'node:async_hooks';
import { internalError } from '../../errors/internal-error.js';
import type { DriverStatement, ShardTransaction, Supervisor } from '../supervisor.js';
import type { SqlDriverAdapter } from './driver-adapter.js';
import { overlay } from './overlay.js';
import { runSql } from './run-sql.js';

type Transaction = Awaited<ReturnType<SqlDriverAdapter['startTransaction']>>;
type SqlQuery = Parameters<Transaction['queryRaw']>[0];

const scope = new AsyncLocalStorage<Supervisor>();

/** Runs a call whose transaction is supervised; it has to begin one. */
export function runSupervised<T>(supervisor: Supervisor, run: () => PromiseLike<T>): Promise<T> {
  return scope.run(supervisor, async () => run());
}

export function currentSupervisor(): Supervisor | undefined {
  return scope.getStore();
}

const READS = /^\s*SELECT\b/i;

/** The transaction as Prisma sees it: it commits and rolls back by these very words, through `executeRaw`. */
export async function supervised(
  transaction: Transaction,
  supervisor: Supervisor,
): Promise<Transaction> {
  if (transaction.options.usePhantomQuery) {
    await transaction.rollback();
    throw internalError('the driver adapter commits by itself');
  }
  const own = ownTransaction(transaction);
  try {
    await supervisor.begun(own);
  } catch (error) {
    await own.sql(ROLLBACK).catch(() => undefined);
    await own.release();
    throw error;
  }
  // Prisma rolls back when its time is over, and goes on to send what is left of the call: each would be a
  // transaction of its own, or part of somebody else's, since the connection was given back.
  let ended = false;
  return overlay<Transaction>(transaction, {
    async queryRaw(query) {
      if (ended) throw supervisor.expired();
      return READS.test(query.sql)
        ? transaction.queryRaw(query)
        : supervisor.wrote(query, 'rows', () => transaction.queryRaw(query));
    },
    async executeRaw(query) {
      if (ended) throw supervisor.expired();
      ended = query.sql === 'COMMIT' || query.sql === 'ROLLBACK';
      if (query.sql === 'COMMIT') await supervisor.commit();
      else if (query.sql === 'ROLLBACK') await supervisor.rollBack();
      else return supervisor.wrote(query, 'count', () => transaction.executeRaw(query));
      return 0;
    },
    createSavepoint: async () => {
      throw internalError('a supervised transaction has no savepoints');
    },
  });
}

const ROLLBACK = { text: 'ROLLBACK', values: [] } as const;

/** A transaction of shardgen's own; its statements are given as text, COMMIT and ROLLBACK too. */
export function ownTransaction(transaction: Transaction): ShardTransaction {
  return {
    sql: (statement) => runSql(transaction, statement),
    repeat: (statement, kind) =>
      kind === 'count'
        ? transaction.executeRaw(asQuery(statement))
        : transaction.queryRaw(asQuery(statement)),
    async release() {
      try {
        await transaction.rollback();
      } catch {
        // The connection is gone, and with it all that it held.
      }
    },
  };
}

function asQuery(statement: DriverStatement): SqlQuery {
  // Sound: a statement is what an adapter of the same kind was given, by `wrote`.
  return statement as SqlQuery;
}
