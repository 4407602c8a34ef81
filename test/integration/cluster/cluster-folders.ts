import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type ClusterEvent, startLocalCluster } from '../../../runtime/cluster/index.js';
import { serversIn } from './held-cluster.js';

/** Small and quick: these tests start many servers. */
export const settings = { fsync: 'off', shared_buffers: '16MB' };

/** A statement and its answer, to see that a cluster works. */
export const ANSWER = 'SELECT 42 AS answer';
export const answer = [{ answer: 42 }];

/** Fails when a server is still there after a few seconds. */
export async function noServerIn(directory: string): Promise<void> {
  await vi.waitFor(async () => expect(await serversIn(directory)).toEqual([]), { timeout: 8000 });
}

/**
 * Gives the tests of a file folders for clusters, with letters that need care. Removes them at the
 * end and makes sure that no server is left.
 */
export function useClusterFolders(): { folder(): string } {
  let root = '';
  let next = 0;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'shardgen-cluster-'));
    await chmod(root, 0o755); // the server's user must get in when the tests run as root
  });
  afterAll(async () => {
    await noServerIn(root);
    await rm(root, { recursive: true, force: true });
  });
  return { folder: () => path.join(root, `cluster ${next++} ünï'c"ode`) };
}

/** Starts a cluster in this process and tells the steps it took. */
export async function start(directory: string, more: { readonly port?: number } = {}) {
  const events: ClusterEvent[] = [];
  const cluster = await startLocalCluster({
    directory,
    settings,
    ...more,
    onProgress: (event) => events.push(event),
  });
  return { cluster, steps: events.map(({ step }) => step) };
}
