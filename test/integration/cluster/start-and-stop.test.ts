import { describe, expect, test } from 'vitest';
import { startLocalCluster } from '../../../runtime/cluster/index.js';
import { ANSWER, answer, noServerIn, start, useClusterFolders } from './cluster-folders.js';

const { folder } = useClusterFolders();

describe('start and stop', () => {
  test('a first start makes the data, a second one reuses data, port and databases', async () => {
    const directory = folder();
    const first = await start(directory);
    expect(first.steps).toEqual(['making-data', 'starting', 'ready']);
    await first.cluster.createDatabase('kept');
    await first.cluster.stop();
    await noServerIn(directory);
    const second = await start(directory);
    expect(second.steps).toEqual(['starting', 'ready']);
    expect(second.cluster.port).toBe(first.cluster.port);
    expect(await second.cluster.listDatabases()).toEqual(['kept']);
    await second.cluster.stop();
    await second.cluster.stop();
    await second.cluster.exited;
    await noServerIn(directory);
  });

  test('the server listens on 127.0.0.1 only and can prepare transactions and decode logically', async () => {
    const { cluster } = await start(folder());
    const rows = await cluster.query(
      `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses',
       'unix_socket_directories', 'max_prepared_transactions', 'wal_level', 'max_connections') ORDER BY 1`,
    );
    expect(rows).toEqual([
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'max_connections', setting: '200' },
      { name: 'max_prepared_transactions', setting: '64' },
      { name: 'unix_socket_directories', setting: '' },
      { name: 'wal_level', setting: 'logical' },
    ]);
    await cluster.stop();
  });

  test('several clusters of one process are independent', async () => {
    const started = await Promise.all([folder(), folder(), folder()].map((at) => start(at)));
    const clusters = started.map(({ cluster }) => cluster);
    expect(new Set(clusters.map(({ port }) => port)).size).toBe(3);
    await clusters[0]?.stop();
    expect(await clusters[1]?.query(ANSWER)).toEqual(answer);
    await Promise.all(clusters.map((cluster) => cluster.stop()));
  });

  test('after stop the cluster says SG6027', async () => {
    const { cluster } = await start(folder());
    await cluster.stop();
    await expect(cluster.query(ANSWER)).rejects.toMatchObject({ code: 'SG6027' });
  });
});

describe('settings', () => {
  test.each([
    ['port', 5432],
    ['LISTEN_ADDRESSES', '*'],
    ['data_directory', '/x'],
    ['bad name', 1],
  ])('%s is refused with SG6016', async (name, value) => {
    await expect(
      startLocalCluster({ directory: folder(), settings: { [name]: value } }),
    ).rejects.toMatchObject({ code: 'SG6016', message: expect.stringContaining(name) });
  });

  test('that the server refuses end in SG6012 with its own words', async () => {
    const directory = folder();
    await expect(
      startLocalCluster({ directory, settings: { shared_buffers: 'much' } }),
    ).rejects.toMatchObject({
      code: 'SG6012',
      message: expect.stringContaining('invalid value for parameter "shared_buffers": "much"'),
    });
    await noServerIn(directory);
    const { cluster } = await start(directory);
    await cluster.stop();
  });
});
