import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  ANSWER,
  answer,
  noServerIn,
  settings,
  start,
  useClusterFolders,
} from './cluster-folders.js';
import { holdCluster, serversIn } from './held-cluster.js';

const { folder } = useClusterFolders();

describe('however its process ends, the server goes and the next start works', () => {
  test.each(['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP', 'throw', 'exit', 'stop'] as const)(
    '%s',
    async (ending) => {
      const directory = folder();
      const holder = await holdCluster({ directory, settings });
      expect(holder.report.error).toBeUndefined();
      await holder.end(ending);
      const again = await start(directory); // at once, while the old server may be stopping
      expect(await again.cluster.query(ANSWER)).toEqual(answer);
      expect(again.cluster.pid).not.toBe(holder.report.pid);
      await again.cluster.stop();
      await noServerIn(directory);
    },
  );

  test('kill -9 leaves no server behind', async () => {
    const directory = folder();
    const holder = await holdCluster({ directory, settings });
    const running = await serversIn(directory);
    expect(running).toContainEqual(expect.stringMatching(/^\d+ shardgen supervisor/));
    expect(running).toContainEqual(expect.stringMatching(`^${holder.report.pid} `));
    await holder.end('SIGKILL');
    await noServerIn(directory);
  });

  test('kill -9 in the middle of a start hinders nobody', async () => {
    const directory = folder();
    for (const delay of [250, 450, 650, 850, 1050]) {
      // The kill below may come before the holder reports, which it then never does.
      const holder = holdCluster({ directory, settings }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, delay));
      for (const pid of await holdersOf(directory)) process.kill(pid, 'SIGKILL');
      await holder;
    }
    const { cluster } = await start(directory);
    expect(await cluster.query(ANSWER)).toEqual(answer);
    await cluster.stop();
    expect((await readdir(directory)).filter((name) => name.includes('making'))).toEqual([]);
  });
});

async function holdersOf(directory: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const text = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (text.includes('hold-cluster.ts') && text.includes(JSON.stringify(directory))) {
      found.push(Number(name));
    }
  }
  return found;
}
