import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ClusterEvent, LocalClusterOptions } from '../../../runtime/cluster/index.js';

const FIXTURE = fileURLToPath(new URL('fixtures/hold-cluster.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

export interface Report {
  readonly port: number;
  readonly pid: number;
  readonly adopted: boolean;
  readonly dataDirectory: string;
  readonly who: string;
  readonly steps: readonly ClusterEvent[];
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Holder {
  readonly process: ChildProcess;
  readonly report: Report;
  /** Sends a command and waits for the process to end. */
  end(command: 'stop' | 'throw' | 'exit' | NodeJS.Signals): Promise<void>;
}

export interface HolderOptions extends Pick<LocalClusterOptions, 'port' | 'settings' | 'from'> {
  readonly directory: string;
}

export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Starts a cluster in another process, perhaps as another user. */
export async function holdCluster(options: HolderOptions, as: RunAs = {}): Promise<Holder> {
  const child = spawn(process.execPath, ['--import', TSX, FIXTURE, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...as,
    env: { ...process.env, NODE_OPTIONS: '', ...as.env },
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  const closed = once(child, 'close');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    closed.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`the holder said nothing:\n${complaint}`);
  return {
    process: child,
    report: JSON.parse(line),
    async end(command) {
      if (command.startsWith('SIG')) child.kill(command as NodeJS.Signals);
      else child.stdin.write(`${command}\n`);
      await closed;
    },
  };
}

/** Command lines of the server and supervisor processes whose arguments name `folder`. */
export async function serversIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const text = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
    const isOurs = /^shardgen supervisor|^[^\0]*\/postgres\0/.test(text);
    if (isOurs && Buffer.from(text, 'latin1').toString('utf8').includes(folder)) {
      found.push(`${pid} ${text.replaceAll('\0', ' ')}`);
    }
  }
  return found;
}
