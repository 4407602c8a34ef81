import { PrismaPg } from '@prisma/adapter-pg';
import type { Observation } from './observation.js';

type Connection = Awaited<ReturnType<PrismaPg['connect']>>;
type Transaction = Awaited<ReturnType<Connection['startTransaction']>>;
type Query = Parameters<Connection['queryRaw']>[0];
type Observed = Pick<PrismaPg, 'provider' | 'adapterName' | 'connect'>;

/**
 * Prisma's own PostgreSQL adapter for one shard, with an ear on the wire: every statement is noted
 * at the moment when it is sent.
 */
export function createObservedAdapter(
  shard: { readonly name: string; readonly url: string },
  observation: Observation,
): Observed {
  const inner = new PrismaPg({ connectionString: shard.url });
  const hear = (sql: string) => observation.record({ shard: shard.name, sql });
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => observeConnection(await inner.connect(), hear),
  };
}

function observeConnection(inner: Connection, hear: (sql: string) => void): Connection {
  return withEar(inner, hear, {
    startTransaction: async (isolation?: Parameters<Connection['startTransaction']>[0]) => {
      hear('BEGIN');
      return observeTransaction(await inner.startTransaction(isolation), hear);
    },
  });
}

function observeTransaction(inner: Transaction, hear: (sql: string) => void): Transaction {
  return withEar(inner, hear, {});
}

/** The same object, but its queries are heard first. */
function withEar<Inner extends Connection | Transaction>(
  inner: Inner,
  hear: (sql: string) => void,
  more: Partial<Connection>,
): Inner {
  const own = {
    queryRaw: (query: Query) => {
      hear(query.sql);
      return inner.queryRaw(query);
    },
    executeRaw: (query: Query) => {
      hear(query.sql);
      return inner.executeRaw(query);
    },
    ...more,
  };
  return new Proxy(inner, {
    get(target, property) {
      if (Object.hasOwn(own, property)) return Reflect.get(own, property);
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
