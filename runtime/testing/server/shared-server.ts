import { rm } from 'node:fs/promises';
import { type LocalCluster, startLocalCluster } from '../../cluster/index.js';
import { readState } from '../../cluster/server/cluster-state.js';
import { readPostmasterFile } from '../../cluster/server/leftover.js';
import { isRunning } from '../../cluster/server/process-liveness.js';
import { withStartLock } from '../../cluster/server/start-lock.js';
import { ShardgenError } from '../../errors/shardgen-error.js';
import type { PlaceServer } from './place-server.js';
import { createQuietPool } from './quiet-pool.js';
import { sweepServers } from './separate/server-folders.js';
import { sharedFolder } from './shared-folder.js';
import { sweepDatabases } from './sweep-databases.js';

/**
 * Test data may be lost with the machine, so nothing waits for the disk. No autovacuum: it would
 * hold templates while they are copied and tables while they are emptied; a reset vacuums itself.
 */
export const SHARED_SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  jit: 'off',
  autovacuum: 'off',
  max_wal_size: '512MB',
  min_wal_size: '32MB',
  checkpoint_timeout: '1h',
  log_checkpoints: 'off',
  // Each 100 cost 2 to 3 MB; eight workers with four shards and a pool on each need some 400.
  max_connections: 500,
  max_prepared_transactions: 200,
} as const;

const KIND = JSON.stringify(SHARED_SETTINGS);
/** Enough for all shards of one test at a time; copying and dropping are mostly waiting. */
const ADMIN_CONNECTIONS = 4;

/** The folder of all test servers of this project. Throws SG7020. */
export function testFolder(): Promise<string> {
  return sharedFolder(KIND);
}

export interface SharedServer extends PlaceServer {
  /** The folder of the server; see `FOLDER_VARIABLE`. */
  readonly directory: string;
}

const joined = new Map<string, Promise<SharedServer>>();

/**
 * The test server of this project: joined, or started when it does not run. A process joins once;
 * the server ends after the last process that joined it. Throws SG6001 to SG6017, SG7020.
 */
export async function joinSharedServer(): Promise<SharedServer> {
  const directory = await testFolder();
  const known = joined.get(directory);
  if (known !== undefined && (await isAlive(known))) return known;
  const joining = join(directory, () => {
    if (joined.get(directory) === joining) joined.delete(directory);
  });
  joined.set(directory, joining);
  return joining;
}

/** A server that just died may not have been noticed yet. A join that failed says so itself. */
function isAlive(joining: Promise<SharedServer>): Promise<boolean> {
  return joining.then(
    ({ pid }) => pid !== undefined && isRunning(pid),
    () => true,
  );
}

async function join(directory: string, forget: () => void): Promise<SharedServer> {
  try {
    const cluster = await startOrRemake(directory);
    void cluster.exited.then(forget);
    const admin = createQuietPool(cluster.url('postgres'), ADMIN_CONNECTIONS, true);
    const server: SharedServer = Object.freeze({
      directory,
      name: `the shared test server (${directory})`,
      pid: cluster.pid,
      admin,
      // Twice as fast as WAL_LOG where a checkpoint does not wait for the disk.
      copyClause: 'STRATEGY FILE_COPY',
      plain: true,
      url: cluster.url,
    });
    // Databases come and go, and nobody else vacuums the catalog that lists them.
    if (!cluster.adopted) await admin.query('VACUUM pg_database, pg_shdepend');
    await Promise.all([sweepDatabases(server), sweepServers(directory)]);
    return server;
  } catch (error) {
    forget();
    throw error;
  }
}

const options = (directory: string) => ({ directory, settings: SHARED_SETTINGS });

/** How a start ends when the data of an earlier run is damaged or of another PostgreSQL version. */
const BROKEN = ['SG6008', 'SG6012', 'SG6013'];

async function startOrRemake(directory: string): Promise<LocalCluster> {
  try {
    return await startLocalCluster(options(directory));
  } catch (error) {
    if (!(error instanceof ShardgenError) || !BROKEN.includes(error.code)) throw error;
    await removeData(directory);
    return startLocalCluster(options(directory));
  }
}

/** Unless another process was quicker, and runs a server on new data already. */
async function removeData(directory: string): Promise<void> {
  await withStartLock(
    directory,
    () => undefined,
    async () => {
      const data = (await readState(directory))?.dataDirectory ?? `${directory}/data`;
      const server = await readPostmasterFile(data);
      if (server !== undefined && isRunning(server.pid)) return;
      await rm(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  );
}
