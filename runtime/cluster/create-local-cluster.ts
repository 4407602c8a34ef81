import { createDatabase, dropDatabase, listDatabases } from './databases/database-commands.js';
import { databaseUrl } from './databases/database-url.js';
import { queryRows, withClient } from './databases/with-client.js';
import type { LocalCluster } from './local-cluster.js';
import type { ClusterState } from './server/cluster-state.js';
import type { Lease } from './server/lease.js';
import { clearLeftover } from './server/leftover.js';

interface Parts {
  readonly directory: string;
  readonly state: ClusterState;
  readonly lease: Lease;
  readonly adopted: boolean;
}

export function createLocalCluster({ directory, state, lease, adopted }: Parts): LocalCluster {
  const url = (database: string) => databaseUrl(state.port, database);
  const maintenance = url('postgres');
  return Object.freeze({
    host: '127.0.0.1',
    port: state.port,
    directory,
    dataDirectory: state.dataDirectory,
    pid: state.pid,
    adopted,
    exited: lease.ended,
    url,
    createDatabase: (name: string, options?: { readonly template?: string }) =>
      withClient(maintenance, (client) => createDatabase(client, name, options?.template)),
    dropDatabase: (name: string) =>
      withClient(maintenance, (client) => dropDatabase(client, name, url)),
    listDatabases: () => withClient(maintenance, listDatabases),
    query: (sql: string, values?: readonly unknown[]) =>
      withClient(maintenance, (client) => queryRows(client, sql, values)),
    async stop(options: { readonly force?: boolean } = {}) {
      const outcome = await lease.release(options.force);
      // A supervisor that was killed could not end the server: then we do.
      if (outcome === 'ended') await clearLeftover(state.dataDirectory, () => undefined);
    },
  } satisfies LocalCluster);
}
