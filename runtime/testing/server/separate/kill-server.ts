import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { isRunning } from '../../../cluster/server/process-liveness.js';
import { waitUntil } from '../../../cluster/server/wait-until.js';
import { connectionsStay } from '../../../errors/testing-server-errors.js';

const PATIENCE_MS = 10_000;

/** Kills a server with all its processes, as a power cut would. Throws SG7028. */
export async function killServer(pid: number): Promise<void> {
  signal(pid, 'SIGSTOP'); // it makes no more processes, and notices nothing
  const all = [pid, ...(await childrenOf(pid))];
  for (const one of all) signal(one, 'SIGKILL');
  const gone = await waitUntil(PATIENCE_MS, () => (all.some(isRunning) ? undefined : true));
  if (gone === undefined) throw connectionsStay(`the server ${pid}`, PATIENCE_MS / 1000);
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    if (process.platform !== 'win32' || name === 'SIGKILL') process.kill(pid, name);
  } catch {
    // Gone already; that it is gone is checked afterwards.
  }
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const pairs = process.platform === 'linux' ? await pairsFromProc() : await pairsFromPs();
  return pairs.filter(([, parent]) => parent === pid).map(([child]) => child);
}

type Pair = readonly [child: number, parent: number];

async function pairsFromProc(): Promise<readonly Pair[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const pairs = pids.map(async (pid): Promise<Pair> => {
    const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''); // gone in between
    return [Number(pid), Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])];
  });
  return Promise.all(pairs);
}

function pairsFromPs(): Promise<readonly Pair[]> {
  if (process.platform === 'win32') return Promise.resolve([]); // they notice that their parent died
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid='], (_, stdout) => {
      const lines = stdout.trim().split('\n');
      resolve(
        lines.map((line): Pair => {
          const [child, parent] = line.trim().split(/\s+/);
          return [Number(child), Number(parent)];
        }),
      );
    });
  });
}
