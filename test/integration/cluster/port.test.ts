import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startLocalCluster } from '../../../runtime/cluster/index.js';
import { start, useClusterFolders } from './cluster-folders.js';

const { folder } = useClusterFolders();

describe('the port', () => {
  async function occupy(port: number) {
    const server = createServer((socket) => socket.resume().end('not a database'));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return {
      port: address.port,
      close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
  }

  test('that is fixed and taken is SG6011, naming it', async () => {
    const taken = await occupy(0);
    await expect(
      startLocalCluster({ directory: folder(), port: taken.port }),
    ).rejects.toMatchObject({
      code: 'SG6011',
      message: expect.stringContaining(`port ${taken.port} on 127.0.0.1 is taken`),
    });
    await taken.close();
    const { cluster } = await start(folder(), { port: taken.port });
    expect(cluster.port).toBe(taken.port);
    await cluster.stop();
  });

  test('of the last run is left when it is taken meanwhile', async () => {
    const directory = folder();
    const first = await start(directory);
    await first.cluster.stop();
    const taken = await occupy(first.cluster.port);
    const second = await start(directory);
    expect(second.cluster.port).not.toBe(taken.port);
    await second.cluster.stop();
    await taken.close();
  });

  test('of a supervisor that another program has now is not mistaken for it', async () => {
    const directory = folder();
    const first = await start(directory);
    const file = path.join(directory, 'cluster.json');
    const text = await readFile(file, 'utf8');
    await first.cluster.stop();
    const taken = await occupy(0);
    const state = { ...JSON.parse(text), pid: process.pid };
    state.lease.port = taken.port;
    await writeFile(file, JSON.stringify(state));
    const second = await start(directory);
    expect(second.cluster.adopted).toBe(false);
    await second.cluster.stop();
    await taken.close();
  });

  test.each([0, -1, 70_000, 1.5, Number.NaN])('%s is SG6016', async (port) => {
    await expect(startLocalCluster({ directory: folder(), port })).rejects.toMatchObject({
      code: 'SG6016',
    });
  });
});
