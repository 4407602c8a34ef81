import type { LocalCluster } from '../local-cluster.js';
import { createDatabase, dropDatabase } from './database-commands.js';
import { withClient } from './with-client.js';

export interface CreateDatabasesOptions {
  /** Database to copy; see `ensureTemplate`. Default: an empty database. */
  readonly template?: string;
  /** What to do with a database that exists: fail with SG6025 (default), keep it, or make it anew. */
  readonly existing?: 'fail' | 'keep' | 'replace';
}

const CONNECTIONS = 4;

/**
 * Creates several databases and answers their connection urls in the same order.
 * Throws SG6024, SG6025, SG6026.
 *
 * @example
 * const template = await ensureTemplate(cluster, { schemaFiles });
 * const urls = await createDatabases(cluster, ['shard_1', 'shard_2'], { template });
 */
export async function createDatabases(
  cluster: LocalCluster,
  names: readonly string[],
  options: CreateDatabasesOptions = {},
): Promise<readonly string[]> {
  const existing = options.existing ?? 'fail';
  const present = new Set(existing === 'fail' ? [] : await cluster.listDatabases());
  const waiting = [...names];
  // Making a database is mostly waiting for files: several at a time take half as long.
  const work = Array.from({ length: Math.min(CONNECTIONS, names.length) }, () =>
    withClient(cluster.url('postgres'), async (client) => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        if (present.has(name)) {
          if (existing === 'keep') continue;
          await dropDatabase(client, name, cluster.url);
        }
        await createDatabase(client, name, options.template);
      }
    }),
  );
  // All of them, so that nothing goes on after an error is thrown.
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return names.map((name) => cluster.url(name));
}
