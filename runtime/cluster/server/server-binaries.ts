import { access, chmod, constants, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { binariesIncomplete } from '../../errors/cluster-errors.js';
import type { ClusterEvent } from '../local-cluster.js';
import { copyToCache } from './binary-cache.js';
import { errorCode, lstatIfExists } from './file-facts.js';
import type { ServerPackage } from './server-package.js';
import { canReach, type ServerUser } from './server-user.js';

/** Programs that the server's user can run. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'];

/**
 * Makes the package's programs runnable: adds the library links and the execute bits that its
 * install script would have set, in place where that is possible, else in a copy. A folder that
 * the server's user cannot enter needs the copy as well.
 */
export async function prepareBinaries(
  found: ServerPackage,
  user: ServerUser | undefined,
  onProgress: (event: ClusterEvent) => void,
): Promise<ServerBinaries> {
  const original = path.join(found.root, 'native');
  const native = (await usableInPlace(original, user))
    ? original
    : await copyToCache(found, user, repairBinaries, onProgress);
  const program = (name: string) =>
    path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), major: found.major };
}

async function usableInPlace(native: string, user: ServerUser | undefined): Promise<boolean> {
  if (!(await canReach(user, path.join(native, 'bin')))) return false;
  try {
    await repairBinaries(native);
    return true;
  } catch (error) {
    // The package folder belongs to somebody else or is read-only: a copy can be repaired.
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

/** Does what the package's install script does; changes nothing when it ran. */
export async function repairBinaries(native: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const { target, source } of await readLinks(native)) {
    if ((await lstatIfExists(target)) !== undefined) continue;
    await symlink(path.relative(path.dirname(target), source), target).catch((error: unknown) => {
      // Another process of ours made the same link just now.
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
  for (const name of PROGRAMS) {
    const program = path.join(native, 'bin', name);
    const runnable = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runnable) continue;
    await chmod(program, 0o755);
    await access(program, constants.X_OK); // EACCES on a file system that may not hold programs
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** npm packages cannot hold links; this one lists them, as paths from the package root. */
async function readLinks(native: string): Promise<readonly Link[]> {
  const list = path.join(native, 'pg-symlinks.json');
  if ((await lstatIfExists(list)) === undefined) return [];
  const parsed: unknown = JSON.parse(await readFile(list, 'utf8'));
  if (!Array.isArray(parsed)) throw binariesIncomplete(native, 'a list in pg-symlinks.json');
  const root = path.dirname(native);
  return parsed.map((entry: Partial<Link>) => {
    const { source, target } = entry;
    if (typeof source !== 'string' || typeof target !== 'string') {
      throw binariesIncomplete(native, 'a source and target in each entry of pg-symlinks.json');
    }
    return { source: path.join(root, source), target: path.join(root, target) };
  });
}
