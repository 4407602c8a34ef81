import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type ClusterEvent,
  createDatabases,
  ensureTemplate,
  type LocalCluster,
  startLocalCluster,
} from 'shardgen/cluster';
import { CLUSTER, ROOT, SCHEMA } from '../places.js';
import { fact } from '../terminal/fact.js';
import { milliseconds } from '../terminal/numbers.js';
import type { Screen } from '../terminal/screen.js';
import { SHARDS } from './shards.js';

/** Starts the server, or joins one that the last run left. */
export async function startServer(screen: Screen): Promise<LocalCluster> {
  const start = performance.now();
  const cluster = await startLocalCluster({
    directory: CLUSTER,
    from: ROOT,
    onProgress: (event) => {
      const text = describe(event);
      if (text !== undefined) screen.status(`  ${text} ...`);
    },
  });
  const took = screen.paint.dim(milliseconds(performance.now() - start));
  const [row] = await cluster.query('SHOW server_version');
  fact(
    screen,
    'server',
    `PostgreSQL ${String(row?.['server_version'])} at ${cluster.host}:${cluster.port}  ${took}`,
  );
  const inside = path.relative(ROOT, cluster.dataDirectory);
  fact(screen, 'data', inside.startsWith('..') ? cluster.dataDirectory : inside);
  return cluster;
}

/** Four fresh databases with the tables of the schema, and their urls in the order of the shards. */
export async function makeShards(
  screen: Screen,
  cluster: LocalCluster,
): Promise<readonly string[]> {
  const { paint } = screen;
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith('.prisma')).sort();
  const schemaFiles = await Promise.all(
    names.map(async (name) => ({
      path: `examples/shop/prisma/${name}`,
      content: await readFile(path.join(SCHEMA, name), 'utf8'),
    })),
  );
  screen.status('  creating tables ...');
  const start = performance.now();
  const template = await ensureTemplate(cluster, { schemaFiles });
  const urls = await createDatabases(cluster, SHARDS, { template, existing: 'replace' });
  fact(
    screen,
    'tables',
    `from the schema, into four databases  ${paint.dim(milliseconds(performance.now() - start))}`,
  );
  screen.line();
  SHARDS.forEach((shard, index) => {
    fact(screen, '', `${paint.shard(index, `● ${shard}`)}  ${paint.dim(urls[index] ?? '')}`);
  });
  return urls;
}

function describe(event: ClusterEvent): string | undefined {
  switch (event.step) {
    case 'waiting':
      return `waiting for process ${event.forProcess}, which starts the same server`;
    case 'binaries-copied':
      return `copied the server's programs to ${event.to}`;
    case 'data-relocated':
    case 'data-set-aside':
      return `data in ${event.to}`;
    case 'making-data':
      return 'making a data folder, once';
    case 'leftover-stopped':
      return `stopped server ${event.pid}, left behind by an earlier run`;
    case 'starting':
      return `starting PostgreSQL on port ${event.port}`;
    case 'ready':
      return undefined;
    default:
      return event satisfies never;
  }
}
