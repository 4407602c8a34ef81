import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import {
  createDatabases,
  ensureTemplate,
  type LocalCluster,
  type SchemaFile,
  startLocalCluster,
} from '../../runtime/cluster/index.js';
import { TEST_SETTINGS } from './cluster-settings.js';

let joined: Promise<LocalCluster> | undefined;

/** The server that all integration tests of a run share. Do not stop it. */
export function testCluster(): Promise<LocalCluster> {
  joined ??= startLocalCluster({
    directory: inject('clusterDirectory'),
    settings: TEST_SETTINGS,
  });
  return joined;
}

/**
 * Urls of `count` new databases, with the tables of the schema, or empty ones when there is no
 * schema. Names are unique, so that test files do not disturb each other.
 */
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
