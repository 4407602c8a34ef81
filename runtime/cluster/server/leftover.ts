import { rm } from 'node:fs/promises';
import path from 'node:path';
import { leftoverNotStopped } from '../../errors/cluster-errors.js';
import type { ClusterEvent } from '../local-cluster.js';
import { errorCode, readIfExists } from './file-facts.js';
import { commandLine, isRunning } from './process-liveness.js';
import { waitUntil } from './wait-until.js';

/** What the server writes about itself into its data folder. */
export interface PostmasterFile {
  readonly pid: number;
  readonly ready: boolean;
}

export async function readPostmasterFile(
  dataDirectory: string,
): Promise<PostmasterFile | undefined> {
  const text = await readIfExists(path.join(dataDirectory, 'postmaster.pid'));
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Clears away what an earlier run left in the data folder: a server that nobody supervises or that
 * is shutting down is ended; the file of a dead one is removed, also when its process id was given
 * to another program since. Throws SG6017.
 */
export async function clearLeftover(
  dataDirectory: string,
  onProgress: (event: ClusterEvent) => void,
): Promise<void> {
  const found = await readPostmasterFile(dataDirectory);
  if (found === undefined) return;
  if (await isServerOf(found.pid, dataDirectory)) {
    await endServer(found.pid, dataDirectory);
    onProgress({ step: 'leftover-stopped', pid: found.pid });
  }
  await rm(path.join(dataDirectory, 'postmaster.pid'), { force: true });
}

async function isServerOf(pid: number, dataDirectory: string): Promise<boolean> {
  if (!isRunning(pid)) return false;
  if (process.platform === 'win32') return true; // command lines are not readable there
  // As serverArguments writes it: another cluster's folder may begin with the same letters.
  return (await commandLine(pid))?.includes(` -D ${dataDirectory} -c `) ?? false;
}

async function endServer(pid: number, dataDirectory: string): Promise<void> {
  // Fast shutdown, then the immediate one, then the last resort (the next start recovers).
  for (const [signal, patience] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errorCode(error) !== 'ESRCH') throw leftoverNotStopped(pid, dataDirectory);
    }
    const gone = await waitUntil(patience, () => (isRunning(pid) ? undefined : true));
    if (gone) return;
  }
  throw leftoverNotStopped(pid, dataDirectory);
}
