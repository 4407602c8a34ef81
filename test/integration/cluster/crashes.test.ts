import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ANSWER, answer, noServerIn, start, useClusterFolders } from './cluster-folders.js';
import { serversIn } from './held-cluster.js';

const { folder } = useClusterFolders();

describe('what a crash leaves', () => {
  test('a server killed with -9 starts again with its data', async () => {
    const directory = folder();
    const { cluster } = await start(directory);
    await cluster.createDatabase('survivor');
    process.kill(cluster.pid, 'SIGKILL');
    await cluster.exited;
    const again = await start(directory);
    expect(await again.cluster.listDatabases()).toEqual(['survivor']);
    await again.cluster.stop();
  });

  test('a server whose supervisor was killed is ended by the next start', async () => {
    const directory = folder();
    const { cluster } = await start(directory);
    const supervisor = (await serversIn(directory)).find((line) => line.includes('supervisor'));
    process.kill(Number.parseInt(supervisor ?? '', 10), 'SIGKILL');
    await cluster.exited;
    expect(await serversIn(directory)).toContainEqual(expect.stringMatching(`^${cluster.pid} `));
    const again = await start(directory);
    expect(again.steps).toEqual(['leftover-stopped', 'starting', 'ready']);
    expect(again.cluster.pid).not.toBe(cluster.pid);
    await again.cluster.stop();
    await noServerIn(directory);
  });

  test('stop ends a server whose supervisor was killed', async () => {
    const directory = folder();
    const { cluster } = await start(directory);
    const supervisor = (await serversIn(directory)).find((line) => line.includes('supervisor'));
    process.kill(Number.parseInt(supervisor ?? '', 10), 'SIGKILL');
    await cluster.exited;
    await cluster.stop();
    await noServerIn(directory);
  });

  test.each([
    ['a dead process', 2 ** 22 - 1],
    ['another program', process.pid],
  ])('a postmaster.pid that names %s is removed', async (_, pid) => {
    const directory = folder();
    const { cluster } = await start(directory);
    await cluster.stop();
    const file = path.join(cluster.dataDirectory, 'postmaster.pid');
    await writeFile(file, `${pid}\n${cluster.dataDirectory}\n1\n${cluster.port}\n\n127.0.0.1\n`);
    const again = await start(directory);
    expect(again.steps).toEqual(['starting', 'ready']);
    await again.cluster.stop();
  });

  test.each([
    ['a dead process', `${2 ** 22 - 1} 5 x\n`],
    ['a later process with the same id', `${process.pid} 5 x\n`],
    ['nothing readable', 'garbage'],
  ])('a start lock of %s is taken over', async (_, text) => {
    const directory = folder();
    await mkdir(directory);
    await writeFile(path.join(directory, 'start.lock'), text);
    const { cluster } = await start(directory);
    await cluster.stop();
  });

  test('a half-made data folder is set aside and made again', async () => {
    const directory = folder();
    await mkdir(path.join(directory, 'data', 'base'), { recursive: true });
    await writeFile(path.join(directory, 'data', 'PG_VERSION'), '18\n');
    await mkdir(path.join(directory, 'data.making-left'));
    const { cluster, steps } = await start(directory);
    expect(steps).toEqual(['data-set-aside', 'making-data', 'starting', 'ready']);
    expect(await cluster.query(ANSWER)).toEqual(answer);
    await cluster.stop();
    const left = (await readdir(directory)).filter((name) => name.startsWith('data.'));
    expect(left).toEqual([expect.stringMatching(/^data\.incomplete-\d+$/)]);
  });

  test('a damaged state file is ignored', async () => {
    const directory = folder();
    const { cluster } = await start(directory);
    await cluster.stop();
    for (const text of ['{', '[]', 'null', '{"port":"x"}']) {
      await writeFile(path.join(directory, 'cluster.json'), text);
      const again = await start(directory);
      await again.cluster.stop();
    }
  });
});
