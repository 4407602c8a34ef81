import type { SqlDriverAdapter, SqlDriverAdapterFactory } from './driver-adapter.js';
import { currentFence } from './fence-scope.js';
import { overlay } from './overlay.js';
import { currentSupervisor, supervised } from './supervised-transaction.js';

type Transaction = Awaited<ReturnType<SqlDriverAdapter['startTransaction']>>;
type Queries = Pick<SqlDriverAdapter, 'queryRaw' | 'executeRaw'>;
type SqlQuery = Parameters<Queries['queryRaw']>[0];

const WRITES = /^\s*(?:INSERT|UPDATE|DELETE|MERGE)\b/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The same adapter, whose writes carry the fence of the call that they belong to: a statement fails, with
 * all of its transaction, when its token was refused, and holds off a refusal until that has ended.
 */
export function fencedAdapter(factory: SqlDriverAdapterFactory): FencedAdapter {
  let connection: SqlDriverAdapter | undefined;
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const connected = await factory.connect();
      connection = connected;
      return fencedConnection(connected, () => {
        if (connection === connected) connection = undefined;
      });
    },
    connection: () => connection,
  };
}

/** With the connection that Prisma has opened through it. */
export interface FencedAdapter extends SqlDriverAdapterFactory {
  /** Undefined before the first call, and after Prisma has disconnected. */
  connection(): SqlDriverAdapter | undefined;
}

function fencedConnection(adapter: SqlDriverAdapter, disposed: () => void): SqlDriverAdapter {
  return overlay(adapter, {
    ...fencedQueries(adapter),
    dispose: () => {
      disposed();
      return adapter.dispose();
    },
    startTransaction: async (level) => {
      const transaction = await adapter.startTransaction(level);
      const supervisor = currentSupervisor();
      if (supervisor !== undefined) return supervised(transaction, supervisor);
      return overlay<Transaction>(transaction, fencedQueries(transaction));
    },
  });
}

function fencedQueries(target: Queries): Queries {
  return {
    queryRaw: (query) => target.queryRaw(fencedQuery(query)),
    executeRaw: (query) => target.executeRaw(fencedQuery(query)),
  };
}

function fencedQuery(query: SqlQuery): SqlQuery {
  const fence = currentFence();
  if (fence === undefined || !UUID.test(fence.token) || !WRITES.test(query.sql)) return query;
  fence.carried = true;
  // PostgreSQL runs a part that writes whether or not it is read; enter() gives no rows to write.
  const enter = `INSERT INTO shardgen.refused (token) SELECT shardgen.enter('${fence.token}')`;
  return { ...query, sql: `WITH sg_fence AS (${enter}) ${query.sql}` };
}
