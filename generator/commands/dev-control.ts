import type { LocalCluster } from '../../runtime/cluster/index.js';
import { installScript } from '../../runtime/control/install-script.js';
import { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import type { ConfiguredUrl } from '../config/check-url.js';
import type { ConfiguredShard } from '../config/project-config.js';

/** No shard can have this name: names of shards begin with a letter. */
const DATABASE = '_shardgen_control';

/** The control database of a local cluster, and the variable that the config names for it. */
export interface PreparedControl {
  readonly env: string | undefined;
  readonly url: string;
}

interface DevControlOptions {
  readonly control: ConfiguredUrl;
  readonly shards: readonly ConfiguredShard[];
  /** Whether the rows of the shards were thrown away: what is written down about them goes too. */
  readonly reset: boolean;
}

/**
 * A control database on the local cluster, installed: the database of a shard where the config says
 * that they are the same, else one of its own.
 */
export async function prepareControl(
  cluster: LocalCluster,
  { control, shards, reset }: DevControlOptions,
): Promise<PreparedControl> {
  const { applySql } = await import('../../runtime/cluster/index.js');
  const host = shards.find(({ env, url }) => env === control.env && url === control.url);
  if (host === undefined) {
    if (reset) await cluster.dropDatabase(DATABASE);
    await ensureDatabase(cluster);
  }
  const url = cluster.url(host?.name ?? DATABASE);
  await applySql(url, installScript());
  return { env: control.env, url };
}

async function ensureDatabase(cluster: LocalCluster): Promise<void> {
  const { createDatabases } = await import('../../runtime/cluster/index.js');
  try {
    await createDatabases(cluster, [DATABASE], { existing: 'keep' });
  } catch (error) {
    // Another `shardgen dev` was quicker.
    if (!(error instanceof ShardgenError) || error.code !== 'SG6025') throw error;
  }
}
