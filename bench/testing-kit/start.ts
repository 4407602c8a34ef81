import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { printTable } from '../support/report.js';
import { median, range } from '../support/statistics.js';

const PROGRAM = fileURLToPath(new URL('start-program.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
const RUNS = 7;

/** How long the shared server takes to be ready, in processes of their own. */
export async function benchStart(): Promise<void> {
  const rows: Record<string, string>[] = [];
  const add = (what: string, times: readonly number[]) => {
    const [low, high] = range(times);
    rows.push({
      what,
      'median ms': median(times).toFixed(0),
      range: `${low.toFixed(0)} to ${high.toFixed(0)}`,
    });
  };
  const cold: number[] = [];
  const warm: number[] = [];
  const joined: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const directory = await mkdtemp(join(tmpdir(), 'shardgen-bench-'));
    await chmod(directory, 0o755); // as root the server runs as another user, who must get in
    cold.push((await startIn(directory, 'end')).ms);
    warm.push((await startIn(directory, 'end')).ms);
    const holder = await startIn(directory, 'hold');
    joined.push((await startIn(directory, 'end')).ms);
    holder.child.kill();
    await once(holder.child, 'exit');
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  add('server, first time on this machine (initdb)', cold);
  add('server, data kept', warm);
  add('server, joined', joined);
  printTable('The shared test server is ready', rows);
}

async function startIn(
  directory: string,
  then: 'end' | 'hold',
): Promise<{ readonly ms: number; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, ['--import', TSX, PROGRAM, then], {
    env: { ...process.env, SHARDGEN_TESTING_DIRECTORY: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  if (then === 'end') await exit;
  return { ...JSON.parse(String(line)), child };
}
