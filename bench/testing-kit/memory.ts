import { readdir, readFile } from 'node:fs/promises';
import { printTable } from '../support/report.js';
import { shopKit } from './shop-kit.js';

const MANY = 16;

/** What one more virtual shard costs in memory, on the server and in the test's own process. */
export async function benchMemory(): Promise<void> {
  const kit = await shopKit();
  const few = await measure(kit, 1);
  const many = await measure(kit, MANY);
  const perShard = (a: number, b: number) => `${((b - a) / (MANY - 1)).toFixed(1)} MiB`;
  printTable(`Memory per virtual shard (${MANY} against 1, one connection each)`, [
    {
      process: 'server',
      'with 1': mib(few.server),
      [`with ${MANY}`]: mib(many.server),
      'per shard': perShard(few.server, many.server),
    },
    {
      process: 'test',
      'with 1': mib(few.own),
      [`with ${MANY}`]: mib(many.own),
      'per shard': perShard(few.own, many.own),
    },
  ]);
}

const mib = (value: number) => `${value.toFixed(0)} MiB`;

async function measure(
  kit: Awaited<ReturnType<typeof shopKit>>,
  count: number,
): Promise<{ readonly server: number; readonly own: number }> {
  const virtual = await kit.startVirtualShards(count);
  try {
    await virtual.db.user.onAllShards().count();
    const server = virtual.shard('shard_1').pid ?? 0;
    return { server: await proportionalSize(server), own: process.memoryUsage().rss / 2 ** 20 };
  } finally {
    await virtual.stop();
  }
}

/** MiB of a server and its backends; what they share is counted once. Linux only. */
async function proportionalSize(postmaster: number): Promise<number> {
  let kib = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (Number(pid) !== postmaster && parent !== postmaster) continue;
    const memory = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    kib += Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? 0);
  }
  return kib / 1024;
}
