import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { dataOfAnotherUser, dataVersionMismatch } from '../../errors/cluster-errors.js';
import type { ClusterEvent } from '../local-cluster.js';
import { errorCode, lstatIfExists, readIfExists, replaceFile } from './file-facts.js';
import { initdbError } from './program-errors.js';
import { type ProgramResult, runProgram } from './run-program.js';
import type { ServerBinaries } from './server-binaries.js';
import type { ServerUser } from './server-user.js';

/** Written into a data folder when initdb is done; PostgreSQL ignores it. */
const COMPLETE = 'shardgen-complete.json';

/**
 * Makes sure that `dataDirectory` is a complete data folder of this server version that `user`
 * owns (see `ownData`), made by initdb with `moreArguments` when it is missing. A folder that is not complete is set aside, never deleted. Throws SG6004, SG6005, SG6008 to SG6010.
 */
export async function ensureData(
  dataDirectory: string,
  binaries: ServerBinaries,
  user: ServerUser | undefined,
  onProgress: (event: ClusterEvent) => void,
  moreArguments: readonly string[] = [],
): Promise<void> {
  await removeUnfinished(dataDirectory);
  if ((await lstatIfExists(dataDirectory)) !== undefined) {
    if (await isComplete(dataDirectory)) return checkVersion(dataDirectory, binaries.major);
    const aside = `${dataDirectory}.incomplete-${Date.now()}`;
    await rename(dataDirectory, aside);
    onProgress({ step: 'data-set-aside', to: aside });
  }
  onProgress({ step: 'making-data', directory: dataDirectory });
  const making = `${dataDirectory}.making-${randomUUID()}`;
  try {
    const result = await initialise(making, binaries, user, moreArguments);
    if (result.code !== 0) throw initdbError(binaries.initdb, dataDirectory, result);
    await complete(making, binaries.major, user);
    await rename(making, dataDirectory);
  } finally {
    await removeTree(making);
  }
}

async function initialise(
  folder: string,
  binaries: ServerBinaries,
  user: ServerUser | undefined,
  more: readonly string[],
): Promise<ProgramResult> {
  await mkdir(folder, { mode: 0o700 });
  await chmod(folder, 0o700);
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const args = ['-D', folder, '--no-sync', '--no-instructions', '-A', 'trust', '-U', 'postgres'];
  return runProgram(
    binaries.initdb,
    [...args, '-E', 'UTF8', ...localeArguments(binaries.major), ...more],
    user,
    path.dirname(folder),
  );
}

async function complete(
  folder: string,
  major: number,
  user: ServerUser | undefined,
): Promise<void> {
  const marker = path.join(folder, COMPLETE);
  await replaceFile(marker, `${JSON.stringify({ major })}\n`);
  if (user !== undefined) await chown(marker, user.uid, user.gid);
}

/** With patience: an initdb that lost its parent may still be writing there. */
function removeTree(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** PostgreSQL's own C.UTF-8 exists on every machine; the system's locales do not. */
function localeArguments(major: number): readonly string[] {
  if (major < 17) return ['--locale=C'];
  return ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
}

/**
 * PostgreSQL wants to own its data. Data copied by root belongs to root: it is given away.
 * Throws SG6007 when it is somebody else's.
 */
export async function ownData(dataDirectory: string, user: ServerUser | undefined): Promise<void> {
  const facts = await lstatIfExists(dataDirectory);
  const uid = process.getuid?.();
  if (facts === undefined || uid === undefined) return;
  if (user === undefined && facts.uid !== uid) {
    throw dataOfAnotherUser(dataDirectory, `user ${facts.uid}`);
  }
  if (user === undefined || facts.uid === user.uid) return;
  for (const entry of await readdir(dataDirectory, { recursive: true })) {
    await chown(path.join(dataDirectory, entry), user.uid, user.gid);
  }
  await chown(dataDirectory, user.uid, user.gid);
  await chmod(dataDirectory, 0o700);
}

async function isComplete(dataDirectory: string): Promise<boolean> {
  for (const file of [COMPLETE, 'PG_VERSION', path.join('global', 'pg_control')]) {
    if ((await lstatIfExists(path.join(dataDirectory, file))) === undefined) return false;
  }
  return true;
}

async function checkVersion(dataDirectory: string, major: number): Promise<void> {
  const version = (await readIfExists(path.join(dataDirectory, 'PG_VERSION')))?.trim() ?? '';
  if (version !== String(major)) throw dataVersionMismatch(dataDirectory, version, major);
}

/** An initdb that was killed leaves its folder; nobody else makes data while we hold the lock. */
async function removeUnfinished(dataDirectory: string): Promise<void> {
  const prefix = `${path.basename(dataDirectory)}.making-`;
  const parent = path.dirname(dataDirectory);
  const entries = await readdir(parent).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries.filter((name) => name.startsWith(prefix))) {
    await removeTree(path.join(parent, entry));
  }
}
