import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { startLocalCluster } from '../../../runtime/cluster/index.js';
import {
  ANSWER,
  answer,
  noServerIn,
  settings,
  start,
  useClusterFolders,
} from './cluster-folders.js';
import { holdCluster } from './held-cluster.js';

const { folder } = useClusterFolders();

describe('a server that already runs', () => {
  test('is joined, and stays until the last one stops it', async () => {
    const directory = folder();
    const first = await start(directory);
    const second = await start(directory);
    expect(second.steps).toEqual(['ready']);
    expect([first.cluster.adopted, second.cluster.adopted]).toEqual([false, true]);
    expect(second.cluster.pid).toBe(first.cluster.pid);
    await first.cluster.stop();
    expect(await second.cluster.query(ANSWER)).toEqual(answer);
    await second.cluster.stop();
    await noServerIn(directory);
  });

  test('is joined from another process and survives the kill -9 of its starter', async () => {
    const directory = folder();
    const holder = await holdCluster({ directory, settings });
    const { cluster } = await start(directory);
    expect(cluster.pid).toBe(holder.report.pid);
    await holder.end('SIGKILL');
    expect(await cluster.query(ANSWER)).toEqual(answer);
    await cluster.stop();
    await noServerIn(directory);
  });

  test('is ended by force although another process uses it', async () => {
    const directory = folder();
    const holder = await holdCluster({ directory, settings });
    const { cluster } = await start(directory);
    await cluster.stop({ force: true });
    await noServerIn(directory);
    await holder.end('stop');
  });

  test('with another port or other settings is refused with SG6014 and goes on', async () => {
    const directory = folder();
    const { cluster } = await start(directory);
    const other = cluster.port === 65_535 ? 65_534 : cluster.port + 1;
    await expect(startLocalCluster({ directory, settings, port: other })).rejects.toMatchObject({
      code: 'SG6014',
      message: expect.stringContaining(`on port ${cluster.port}, and port ${other} is asked for`),
    });
    await expect(
      startLocalCluster({ directory, settings: { ...settings, work_mem: '8MB' } }),
    ).rejects.toMatchObject({ code: 'SG6014', message: expect.stringContaining('work_mem=8MB') });
    expect(await cluster.query(ANSWER)).toEqual(answer);
    await cluster.stop();
  });

  test('many starts at once, in several processes, end in one server', async () => {
    const directory = folder();
    const started = await Promise.all([
      ...Array.from({ length: 3 }, () => holdCluster({ directory, settings })),
      ...Array.from({ length: 3 }, () => start(directory)),
    ]);
    const pids = started.map((one) => ('report' in one ? one.report.pid : one.cluster.pid));
    expect(new Set(pids).size).toBe(1);
    const owners = started.map((one) => ('report' in one ? one.report : one.cluster).adopted);
    expect(owners.filter((adopted) => !adopted)).toEqual([false]);
    await Promise.all(
      started.map((one) => ('report' in one ? one.end('stop') : one.cluster.stop())),
    );
    await noServerIn(directory);
    expect((await readdir(directory)).sort()).toEqual(['cluster.json', 'data', 'server.log']);
  });
});
