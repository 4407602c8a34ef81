import type { Stats } from 'node:fs';
import { lstat, readFile, rename, stat, statfs, writeFile } from 'node:fs/promises';

/** The code of a system error (`ENOENT`, ...), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function absent(error: unknown): undefined {
  const code = errorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
}

export function statIfExists(file: string): Promise<Stats | undefined> {
  return stat(file).catch(absent);
}

export function lstatIfExists(file: string): Promise<Stats | undefined> {
  return lstat(file).catch(absent);
}

export function readIfExists(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(absent);
}

/** Free space for ordinary users, in bytes, on the disk that holds the file. */
export async function freeBytes(file: string): Promise<number> {
  const { bavail, bsize } = await statfs(file);
  return bavail * bsize;
}

/** Replaces a small file in one step, so that a reader never sees half of it. */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(temporary, text, { mode: 0o644 });
  await rename(temporary, file);
}
