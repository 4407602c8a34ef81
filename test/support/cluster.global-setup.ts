import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startLocalCluster } from '../../runtime/cluster/index.js';
import { TEST_SETTINGS } from './cluster-settings.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the server that all integration tests share. */
    readonly clusterDirectory: string;
  }
}

/** Starts one server for a whole run of the integration tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'shardgen-test-'));
  await chmod(directory, 0o755); // as root the server runs as another user, who must get in
  const cluster = await startLocalCluster({ directory, settings: TEST_SETTINGS });
  project.provide('clusterDirectory', directory);
  return async () => {
    // The workers may still hold the server; they are done with it.
    await cluster.stop({ force: true });
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
}
