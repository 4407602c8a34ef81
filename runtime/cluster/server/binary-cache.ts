import { createHash, randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { binariesCannotRun } from '../../errors/cluster-errors.js';
import type { ClusterEvent } from '../local-cluster.js';
import { errorCode, lstatIfExists, readIfExists, replaceFile } from './file-facts.js';
import { runProgram } from './run-program.js';
import type { ServerPackage } from './server-package.js';
import { canReach, type ServerUser } from './server-user.js';

/** Written last into a copy: how many files it has, so that a thinned out copy is noticed. */
const COMPLETE = 'complete.json';

/**
 * Copies the package's `native` folder to a place that the server's user can run programs from, or
 * finds the copy of an earlier run. Answers the copy.
 */
export async function copyToCache(
  found: ServerPackage,
  user: ServerUser | undefined,
  repair: (native: string) => Promise<void>,
  onProgress: (event: ClusterEvent) => void,
): Promise<string> {
  const source = path.join(found.root, 'native');
  const reasons: string[] = [];
  for (const parent of cacheFolders(user)) {
    const copy = path.join(parent, `postgres-${found.platform}-${cacheKey(found)}`);
    try {
      if (user === undefined) await mkdir(path.dirname(parent), { recursive: true });
      if (!(await ownFolder(parent, user))) {
        reasons.push(`${parent}: it cannot be entered by the server's user, or is not ours`);
        continue;
      }
      const native = path.join(copy, 'native');
      if (await isComplete(copy)) return native;
      await makeCopy(source, copy, repair);
      const trial = await runProgram(path.join(native, 'bin', programName()), ['-V'], user, parent);
      if (trial.code === 0) {
        onProgress({ step: 'binaries-copied', to: native });
        return native;
      }
      await rm(copy, { recursive: true, force: true });
      reasons.push(`${parent}: ${trial.failure?.message ?? trial.output.trim()}`);
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      reasons.push(`${parent}: ${String(error)}`);
    }
  }
  throw binariesCannotRun(
    source,
    `the server's user cannot use them there, and no copy of them works either\n    ${reasons.join('\n    ')}`,
    'set TMPDIR to a folder with 200 MB free that all users can enter and that may hold programs (not noexec)',
  );
}

function programName(): string {
  return process.platform === 'win32' ? 'postgres.exe' : 'postgres';
}

function cacheKey(found: ServerPackage): string {
  const origin = createHash('sha256').update(found.root).digest('hex').slice(0, 8);
  return `${found.version}-${origin}`;
}

/** Another user must reach root's copy, so that one lives beside the temporary files. */
function cacheFolders(user: ServerUser | undefined): readonly string[] {
  const name = `shardgen-${process.getuid?.() ?? 'cache'}`;
  const shared = [...new Set([tmpdir(), '/tmp', '/var/tmp'])].map((folder) =>
    path.join(folder, name),
  );
  if (user !== undefined) return shared;
  const home = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  return [path.join(home, 'shardgen'), ...shared];
}

/** Makes the folder, and refuses one that somebody else prepared: programs are run from it. */
export async function ownFolder(folder: string, user: ServerUser | undefined): Promise<boolean> {
  await mkdir(folder, { mode: 0o755 }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const facts = await lstatIfExists(folder);
  if (facts === undefined || !facts.isDirectory()) return false;
  const uid = process.getuid?.();
  if (uid !== undefined && facts.uid !== uid) return false;
  if (uid !== undefined && (facts.mode & 0o777) !== 0o755) await chmod(folder, 0o755);
  return canReach(user, folder);
}

async function isComplete(copy: string): Promise<boolean> {
  const recorded = await readIfExists(path.join(copy, COMPLETE));
  return recorded !== undefined && recorded === (await describeCopy(copy));
}

async function describeCopy(copy: string): Promise<string> {
  const files = await readdir(path.join(copy, 'native'), { recursive: true });
  return JSON.stringify({ files: files.length });
}

async function makeCopy(
  source: string,
  copy: string,
  repair: (native: string) => Promise<void>,
): Promise<void> {
  const making = `${copy}.making-${randomUUID()}`;
  try {
    await cp(source, path.join(making, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      // Only compilers read the static libraries.
      filter: (file) => !file.endsWith('.a'),
    });
    await chmod(making, 0o755);
    await repair(path.join(making, 'native'));
    await replaceFile(path.join(making, COMPLETE), await describeCopy(making));
    if (await isComplete(copy)) return; // another process was quicker
    await rm(copy, { recursive: true, force: true });
    await rename(making, copy);
  } catch (error) {
    const quicker = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '');
    if (!(quicker && (await isComplete(copy)))) throw error;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
