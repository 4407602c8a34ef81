import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { readIfExists } from './file-facts.js';

export function logFileOf(directory: string): string {
  return path.join(directory, 'server.log');
}

/**
 * Begins a new log and keeps the last one. A new file also because the old one may belong to
 * another user, whose folder this is not.
 */
export async function beginLog(directory: string): Promise<string> {
  const log = logFileOf(directory);
  await rm(`${log}.1`, { force: true });
  if ((await readIfExists(log).catch(() => '')) !== undefined) await rename(log, `${log}.1`);
  await (await open(log, 'ax', 0o644)).close();
  return log;
}

/** The last lines of the log. */
export async function logTail(log: string, lines = 20): Promise<string> {
  const text = (await readIfExists(log)) ?? '';
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
