import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { errorCode } from './file-facts.js';

/** Whether a process with this id runs. A dead one that nobody has collected yet counts as gone. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if (errorCode(error) !== 'EPERM') return false;
  }
  return statFields(pid)?.[0] !== 'Z';
}

/**
 * Something that differs between two processes that had the same id, or '' where the system does
 * not say. On Linux: the start time in clock ticks.
 */
export function processIncarnation(pid: number): string {
  return statFields(pid)?.[19] ?? '';
}

/** The fields of /proc/PID/stat after the command name, which may itself hold spaces and brackets. */
function statFields(pid: number): readonly string[] | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    // Gone in between, or /proc is hidden from us: nothing is known.
    return undefined;
  }
}

/** The command line of a process, or undefined when it is gone or hidden. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
      (text) => text.replaceAll('\0', ' '),
      () => undefined, // gone in between
    );
  }
  if (process.platform === 'win32') return undefined;
  return new Promise((resolve) => {
    execFile('ps', ['-ww', '-o', 'command=', '-p', String(pid)], (error, stdout) =>
      resolve(error === null ? stdout : undefined),
    );
  });
}
