import { spawn } from 'node:child_process';
import { ROOT } from './places.js';

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a Node program to its end; it dies with the tour. */
export async function runNode(
  args: readonly string[],
  options: { readonly cwd?: string; readonly color: boolean; readonly signal: AbortSignal },
): Promise<ProgramResult> {
  const { FORCE_COLOR: _forced, NO_COLOR: _plain, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...env, ...(options.color ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
    signal: options.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, stdout, stderr };
}
