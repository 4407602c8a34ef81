import { mkdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import {
  directoryUnusable,
  diskFull,
  portIllegal,
  runsDifferently,
} from '../errors/cluster-errors.js';
import { createLocalCluster } from './create-local-cluster.js';
import type { ClusterEvent, LocalCluster, LocalClusterOptions } from './local-cluster.js';
import { type ClusterState, isPort, readState, writeState } from './server/cluster-state.js';
import { ensureData, ownData } from './server/data-folder.js';
import { placeData } from './server/data-place.js';
import { errorCode } from './server/file-facts.js';
import { askForLease } from './server/lease.js';
import { clearLeftover } from './server/leftover.js';
import { isRunning } from './server/process-liveness.js';
import { prepareBinaries } from './server/server-binaries.js';
import { findServerPackage } from './server/server-package.js';
import { describeSettings, mergeSettings } from './server/server-settings.js';
import { chooseServerUser } from './server/server-user.js';
import { withStartLock } from './server/start-lock.js';
import { startServer } from './server/start-server.js';

/**
 * Starts a PostgreSQL server for `directory`, or joins the one that another process runs there.
 * The server ends when the last process that uses it stops it, exits or is killed.
 *
 * Throws SG6001 to SG6017: each way a machine can refuse has its own code.
 *
 * @example
 * const cluster = await startLocalCluster({ directory: '.shardgen/dev' });
 * await createDatabases(cluster, ['shard_1', 'shard_2']);
 * console.log(cluster.url('shard_1'));
 * await cluster.stop();
 */
export async function startLocalCluster(options: LocalClusterOptions): Promise<LocalCluster> {
  if (options.port !== undefined && !isPort(options.port)) throw portIllegal(options.port);
  const settings = mergeSettings(options.settings ?? {});
  const onProgress = options.onProgress ?? (() => undefined);
  const asked = path.resolve(options.directory);
  try {
    await mkdir(asked, { recursive: true });
    const directory = await realpath(asked);
    return await withStartLock(
      directory,
      (forProcess) => onProgress({ step: 'waiting', forProcess }),
      () => joinOrStart(directory, settings, options, onProgress),
    );
  } catch (error) {
    throw folderProblem(asked, error);
  }
}

async function joinOrStart(
  directory: string,
  settings: Readonly<Record<string, string | number>>,
  options: LocalClusterOptions,
  onProgress: (event: ClusterEvent) => void,
): Promise<LocalCluster> {
  const last = await readState(directory);
  const joined = last && (await join(directory, last, describeSettings(settings), options.port));
  if (joined !== undefined) {
    onProgress({ step: 'ready', port: joined.port, adopted: true });
    return joined;
  }
  const inside = path.join(directory, 'data');
  const user = await chooseServerUser(last === undefined ? [inside] : [last.dataDirectory, inside]);
  const place = await placeData(directory, user, last?.dataDirectory);
  if (place.relocated) onProgress({ step: 'data-relocated', to: place.path });
  await ownData(place.path, user);
  await clearLeftover(place.path, onProgress);
  const found = await findServerPackage(options.from ?? process.cwd());
  const binaries = await prepareBinaries(found, user, onProgress);
  await ensureData(place.path, binaries, user, onProgress);
  const server = await startServer({
    directory,
    dataDirectory: place.path,
    binaries,
    user,
    settings,
    fixedPort: options.port,
    lastPort: last?.port,
    readyTimeoutMs: options.readyTimeoutMs ?? 60_000,
    onProgress,
  });
  const { pid, leasePort, lease } = server.process;
  const state: ClusterState = {
    dataDirectory: place.path,
    port: server.port,
    pid,
    lease: { port: leasePort, token: server.token },
    settings: describeSettings(settings),
  };
  await writeState(directory, state);
  server.process.letGo();
  onProgress({ step: 'ready', port: server.port, adopted: false });
  return createLocalCluster({ directory, state, lease, adopted: false });
}

/** Joins the server of the last start when it still runs and is what the caller asks for. */
async function join(
  directory: string,
  state: ClusterState,
  settings: string,
  port: number | undefined,
): Promise<LocalCluster | undefined> {
  if (!isRunning(state.pid)) return undefined;
  const lease = await askForLease(state.lease.port, state.lease.token);
  if (lease === undefined) return undefined;
  const difference =
    port !== undefined && port !== state.port
      ? `on port ${state.port}, and port ${port} is asked for`
      : settings !== state.settings
        ? `with the settings ${state.settings}, and ${settings} is asked for`
        : undefined;
  if (difference === undefined) {
    return createLocalCluster({ directory, state, lease, adopted: true });
  }
  await lease.release();
  throw runsDifferently(directory, difference);
}

/** A system error that no step named is about the cluster's folder. */
function folderProblem(directory: string, error: unknown): unknown {
  switch (errorCode(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return directoryUnusable(directory, 'this user may not write there', error);
    case 'ENOTDIR':
    case 'EEXIST':
      return directoryUnusable(directory, 'it, or a part of its path, is not a folder', error);
    case 'ENAMETOOLONG':
      return directoryUnusable(directory, 'its name is too long for the file system', error);
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(directory, String(error));
    default:
      return error;
  }
}
