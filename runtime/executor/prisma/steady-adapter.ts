import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { currentScope, runInScope } from '../call-scope.js';
import type { SqlDriverAdapter, SqlDriverAdapterFactory } from './driver-adapter.js';
import { EndedStatement } from './ended-statement.js';

/**
 * Prisma's own adapter, over connections of ours. A statement that waits for a connection is sent as part
 * of its own call, not of the one that gives a connection back.
 */
export function steadyAdapter(config: pg.PoolConfig): SqlDriverAdapterFactory {
  const factory = new PrismaPg(config);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect(): Promise<SqlDriverAdapter> {
      const adapter = await factory.connect();
      keepScopes(adapter.underlyingDriver());
      return adapter;
    },
  };
}

type Connected = (error: Error | undefined, client: pg.PoolClient, release: () => void) => void;

function keepScopes(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool);
  const inScope = (connected: Connected): void => {
    const scope = currentScope();
    connect((error, client, release) =>
      runInScope(scope, () => {
        // Sound: the driver gives a connection where it gives no error, and its callers look for that.
        const given = client as pg.PoolClient;
        if (error !== undefined || scope?.ended === undefined) connected(error, given, release);
        else {
          release();
          connected(new EndedStatement(scope.ended.reason), given, () => undefined);
        }
      }),
    );
  };
  const value = (connected?: Connected) =>
    connected === undefined ? connect() : inScope(connected);
  Object.defineProperty(pool, 'connect', { value });
}
