import path from 'node:path';
import {
  type LocalCluster,
  type LocalClusterOptions,
  startLocalCluster,
} from '../../../cluster/index.js';
import { testFolderUnusable } from '../../../errors/testing-server-errors.js';

/**
 * Starts the server of a folder that has its data inside. Where the server's user cannot enter it,
 * a local cluster takes another place: that would be a new server without tables. Throws SG7020.
 */
export async function startInPlace(options: LocalClusterOptions): Promise<LocalCluster> {
  const cluster = await startLocalCluster(options);
  if (cluster.dataDirectory === path.join(cluster.directory, 'data')) return cluster;
  await cluster.stop({ force: true });
  throw testFolderUnusable([options.directory]);
}
