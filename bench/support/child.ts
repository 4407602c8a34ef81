import { spawn } from 'node:child_process';

export interface Measured {
  /** Wall time in milliseconds. */
  readonly wall: number;
  /** Largest resident size in MiB. */
  readonly memory: number;
  readonly output: string;
}

// The child reports its own peak, since Node cannot ask for that of a process that has ended.
const PEAK = `process.on('exit',()=>require('fs').writeSync(2,'\\npeak='+process.resourceUsage().maxRSS+'\\n'))`;

/** Runs a Node program to its end and measures it from outside; throws when it fails. */
export function measure(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const start = process.hrtime.bigint();
  const preload = `data:text/javascript,import{createRequire}from'node:module';const require=createRequire('/');${PEAK}`;
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const wall = Number(process.hrtime.bigint() - start) / 1e6;
      const peak = /peak=(\d+)/.exec(output)?.[1];
      if (code !== 0 || peak === undefined) {
        reject(new Error(`${args.join(' ')} ended with ${code}:\n${output}`));
      } else {
        resolve({ wall, memory: Number(peak) / 1024, output });
      }
    });
  });
}
