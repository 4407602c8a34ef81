import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.js';

export interface ProgramResult {
  readonly code: number | null;
  /** Everything it wrote, both streams in the order of arrival. */
  readonly output: string;
  /** Set when the program did not start at all. */
  readonly failure: NodeJS.ErrnoException | undefined;
}

/**
 * The environment of the server's programs. Only what they need: PGDATA, PGPORT, LD_LIBRARY_PATH or
 * a locale that this machine lacks would change or break them.
 */
export function serverEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'];
  const environment: Record<string, string> = { LC_ALL: 'C', LANG: 'C' };
  for (const name of kept) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

/** A folder that every user can enter: the working folder may be closed to the server's user. */
export function neutralFolder(fallback: string): string {
  return process.platform === 'win32' ? fallback : '/';
}

/** Runs a program of the server package to its end as the server's user. */
export function runProgram(
  program: string,
  args: readonly string[],
  user: ServerUser | undefined,
  folder: string,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: neutralFolder(folder),
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (failure) => resolve({ code: null, output, failure }));
    child.once('close', (code) => resolve({ code, output, failure: undefined }));
  });
}
