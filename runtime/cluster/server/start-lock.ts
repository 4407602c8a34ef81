import { randomUUID } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startLockHeld } from '../../errors/cluster-errors.js';
import { errorCode, readIfExists } from './file-facts.js';
import { isRunning, processIncarnation } from './process-liveness.js';
import { waitUntil } from './wait-until.js';

/** Starting takes a second or two; the slowest disks and recoveries get this long. */
const PATIENCE_MS = 120_000;

/**
 * Runs `work` while no other process (nor another call in this one) starts the same cluster. The
 * lock of a process that died is taken over. Throws SG6015.
 */
export async function withStartLock<T>(
  directory: string,
  onWait: (holder: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  const lock = path.join(directory, 'start.lock');
  const mine = `${process.pid} ${processIncarnation(process.pid)} ${randomUUID()}\n`;
  let holder = '';
  let told = false;
  const taken = await waitUntil(PATIENCE_MS, async () => {
    if (await take(lock, mine)) return true;
    const text = await readIfExists(lock);
    if (text === undefined) return undefined;
    if (isStale(text)) {
      await breakLock(lock, text);
      return undefined;
    }
    holder = text.split(' ')[0] ?? '';
    if (!told) onWait(Number(holder));
    told = true;
    return undefined;
  });
  if (taken === undefined) throw startLockHeld(lock, holder, PATIENCE_MS / 1000);
  try {
    return await work();
  } finally {
    if ((await readIfExists(lock)) === mine) await rm(lock, { force: true });
  }
}

/** Linking a finished file is atomic and fails when the name exists: a lock is never half-written. */
async function take(lock: string, text: string): Promise<boolean> {
  const draft = `${lock}.${randomUUID()}`;
  try {
    await writeFile(draft, text);
    await link(draft, lock);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(errorCode(error) ?? '')) throw error;
    return takeWithoutLinks(lock, text); // a file system without hard links
  } finally {
    await rm(draft, { force: true });
  }
}

async function takeWithoutLinks(lock: string, text: string): Promise<boolean> {
  try {
    await writeFile(lock, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function isStale(text: string): boolean {
  const [pid, incarnation] = text.split(' ');
  return !isRunning(Number(pid)) || processIncarnation(Number(pid)) !== incarnation;
}

/** Two may find the same stale lock: moving it away tells who was first and what was moved. */
async function breakLock(lock: string, stale: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
    if ((await readIfExists(aside)) !== stale) await link(aside, lock);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
