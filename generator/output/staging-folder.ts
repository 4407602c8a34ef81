import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../errors/quote.js';
import type { FileOps } from './file-ops.js';

const PREFIX = '.shardgen-staging-';

/** Inside the output folder: the same disk and the same rights, so that a rename cannot fail for those. */
export function stagingFolder(root: string): string {
  return join(root, `${PREFIX}${process.pid}`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return systemCodeOf(thrown) === 'EPERM'; // it runs, as another user
  }
}

/** Removes what a killed run left in the output folder. */
export async function clearAbandonedStaging(root: string, ops: FileOps): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(name.slice(PREFIX.length));
    if (pid === process.pid || !isRunning(pid)) await ops.removeTree(join(root, name));
  }
}
