import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownFolder } from '../../cluster/server/binary-cache.js';
import { readState } from '../../cluster/server/cluster-state.js';
import {
  freeBytes,
  readIfExists,
  replaceFile,
  statIfExists,
} from '../../cluster/server/file-facts.js';
import { isRunning } from '../../cluster/server/process-liveness.js';
import { chooseServerUser } from '../../cluster/server/server-user.js';
import { withStartLock } from '../../cluster/server/start-lock.js';
import { testFolderUnusable } from '../../errors/testing-server-errors.js';
import { BOOT, HOST, isOrphan } from './owner-mark.js';

/** Names the folder of the test server: a global set-up hands it to the workers of its run. */
export const FOLDER_VARIABLE = 'SHARDGEN_TESTING_DIRECTORY';

/**
 * Where the shared test server of this project lives: the same folder for all processes of this
 * user, project, run of the system and `kind` of server. Throws SG7020.
 */
export async function sharedFolder(kind: string): Promise<string> {
  const given = process.env[FOLDER_VARIABLE];
  if (given) return path.resolve(given);
  const user = await chooseServerUser([]);
  const prefix = `shardgen-testing-${process.getuid?.() ?? 'user'}-`;
  const name = `${prefix}${BOOT ?? 'any'}-${HOST}-${digest(`${projectRoot()} ${kind}`)}`;
  const folders = [...new Set([...(await memoryFolders(name)), tmpdir(), '/tmp', '/var/tmp'])];
  for (const folder of folders) {
    const place = path.join(folder, name);
    if (!(await ownFolder(place, user).catch(() => false))) continue;
    await replaceFile(path.join(place, PROJECT), projectRoot());
    if (BOOT !== undefined) await tidy(folder, prefix, name);
    return place;
  }
  throw testFolderUnusable(folders.map((folder) => path.join(folder, name)));
}

/** Below this a few tests with many rows could fill it. */
const ROOM = 2 * 1024 ** 3;

/**
 * A database is some three hundred small files, and nothing here has to outlive the machine: in
 * memory they are made several times as fast.
 */
async function memoryFolders(name: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  // Once begun it stays: all processes of a run must find the same folder.
  if (existsSync(path.join('/dev/shm', name))) return ['/dev/shm'];
  const free = await freeBytes('/dev/shm').catch(() => 0);
  return free >= ROOM ? ['/dev/shm'] : [];
}

/**
 * Removes what is of no use any more. The server does not wait for the disk, so what an earlier run
 * of the system left cannot be trusted. And a folder whose project is gone, or that nobody
 * asked for since yesterday, only takes space.
 */
async function tidy(folder: string, prefix: string, own: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const [, boot, host] =
      /^([0-9a-f]{8})-([0-9a-f]{8})-[0-9a-f]{16}$/.exec(
        entry.startsWith(prefix) ? entry.slice(prefix.length) : '',
      ) ?? [];
    const place = path.join(folder, entry);
    if (boot === undefined || entry === own) continue;
    // It costs space, nothing else: a folder that cannot be removed is no reason to fail.
    if (boot !== BOOT) await rm(place, { recursive: true, force: true }).catch(() => undefined);
    else if (host === HOST) await emptyUnused(place).catch(() => undefined);
  }
}

/** Says whose folder it is. */
const PROJECT = 'project';
const UNUSED_MS = 24 * 60 * 60 * 1000;

async function emptyUnused(place: string): Promise<void> {
  const isUnused = async () => {
    const file = path.join(place, PROJECT);
    const asked = await statIfExists(file); // written whenever a process asks for the folder
    const project = await readIfExists(file);
    if (asked === undefined || project === undefined) return false;
    const state = await readState(place);
    if (state !== undefined && isRunning(state.pid)) return false;
    const servers = await readdir(path.join(place, 'servers')).catch(() => []);
    if (!servers.every(isOrphan)) return false;
    return !existsSync(project) || Date.now() - asked.mtimeMs > UNUSED_MS;
  };
  if (!(await isUnused())) return;
  await withStartLock(
    place,
    () => undefined,
    async () => {
      if (!(await isUnused())) return;
      for (const part of ['servers', 'prototypes', 'data', 'cluster.json', PROJECT]) {
        await rm(path.join(place, part), { recursive: true, force: true });
      }
    },
  );
}

/** The nearest folder above the working folder that has a package.json. */
function projectRoot(): string {
  const start = process.cwd();
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (folder === path.dirname(folder)) return start;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
