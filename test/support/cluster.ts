import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import {
  createDatabases,
  ensureTemplate,
  type LocalCluster,
  type SchemaFile,
  startLocalCluster,
} from '../../runtime/cluster/index.js';

/** Tests throw their data away: no need to wait for the disk. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off' } as const;

let started: Promise<LocalCluster> | undefined;

/**
 * A server of this test file's own, for what is not about virtual shards: those have their shared
 * server. It starts when it is first asked for, and ends after the tests of the file.
 */
export function testCluster(): Promise<LocalCluster> {
  started ??= start();
  return started;
}

async function start(): Promise<LocalCluster> {
  const directory = await mkdtemp(path.join(tmpdir(), 'shardgen-test-'));
  await chmod(directory, 0o755); // as root the server runs as another user, who must get in
  return startLocalCluster({ directory, settings: SETTINGS });
}

// Made before the hooks of the file itself, and so run after them.
afterAll(async () => {
  const cluster = await started;
  await cluster?.stop({ force: true });
  if (cluster) await rm(cluster.directory, { recursive: true, force: true, maxRetries: 5 });
});

/** Urls of `count` new databases, with the tables of the schema, or empty ones when there is none. */
export async function freshDatabases(
  count: number,
  schemaFiles?: readonly SchemaFile[],
): Promise<readonly string[]> {
  const cluster = await testCluster();
  const run = randomUUID().slice(0, 8);
  const names = Array.from({ length: count }, (_, index) => `test_${run}_${index + 1}`);
  if (schemaFiles === undefined) return createDatabases(cluster, names);
  const template = await ensureTemplate(cluster, { schemaFiles, keepOthers: true });
  return createDatabases(cluster, names, { template });
}

/** Drops databases given by their urls, with whatever still uses them. */
export async function dropDatabases(urls: readonly string[]): Promise<void> {
  const cluster = await testCluster();
  for (const url of urls) {
    await cluster.dropDatabase(decodeURIComponent(new URL(url).pathname.slice(1)));
  }
}
