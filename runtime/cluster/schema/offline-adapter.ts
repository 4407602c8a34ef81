/** The form in which the engine expects answers of a driver adapter. */
interface Ok<T> {
  readonly ok: true;
  readonly value: T;
  map<U>(change: (value: T) => U): Ok<U>;
  flatMap<U>(change: (value: T) => Ok<U>): Ok<U>;
}

function ok<T>(value: T): Ok<T> {
  return {
    ok: true,
    value,
    map: (change) => ok(change(value)),
    flatMap: (change) => change(value),
  };
}

/** Prisma's numbers for column types. */
const BOOLEAN = 5;
const TEXT = 7;
const INT32 = 0;

/**
 * A driver adapter without a database. Before it compares two schemas the engine asks one thing:
 * whether the schema "public" exists, and which server this is.
 */
export function offlineAdapter(): object {
  const names = { adapterName: 'shardgen-offline', provider: 'postgres' };
  const refuse = async () => {
    throw new Error('the schema engine asked for a database, and there is none here');
  };
  const connection = {
    ...names,
    queryRaw: async () =>
      ok({
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [BOOLEAN, TEXT, INT32],
        rows: [[true, 'PostgreSQL 18.0', 180_000]],
      }),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    dispose: async () => ok(undefined),
    getConnectionInfo: () => ok({ schemaName: 'public', supportsRelationJoins: true }),
  };
  return {
    ...names,
    connect: async () => ok(connection),
    connectToShadowDb: refuse,
    errorRegistry: { consumeError: () => undefined },
  };
}
