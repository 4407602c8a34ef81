import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../../../cluster/server/file-facts.js';
import { clearLeftover } from '../../../cluster/server/leftover.js';
import { isOrphan } from '../owner-mark.js';

/** Where servers of one shard each have their folders, named for their owners. */
export function serversFolder(directory: string): string {
  return path.join(directory, 'servers');
}

/** A folder that every user can enter, whatever the umask: the server may run as another one. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
}

/** With patience: what a server that ends still writes makes a folder non-empty again. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}

/** Ends the servers of dead processes that still run, and removes their folders. */
export async function sweepServers(directory: string): Promise<void> {
  const parent = serversFolder(directory);
  const names = await readdir(parent).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  for (const name of names.filter(isOrphan)) {
    const folder = path.join(parent, name);
    // One that cannot be removed now takes disk only; the next process tries again.
    await clearLeftover(path.join(folder, 'data'), () => undefined)
      .then(() => removeFolder(folder))
      .catch(() => undefined);
  }
}
