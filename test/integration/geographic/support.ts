import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { createTestingKit } from '../../../runtime/testing/index.js';
import { loadSchemaFiles } from '../../../schema/source/load-schema-files.js';
import {
  generatePrismaClient,
  renderRepositories,
  writeFiles,
} from '../../support/generate-in-temp.js';
import type { Loose, LooseClient, LooseShards } from '../../support/generated-shards.js';
import { openOneDatabase } from '../../support/one-database.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Ignored by git, and inside the project, so that what is generated finds its packages. */
const OUTPUT_ROOT = at('../../../.shardgen/test-generated/');

/** On a busy machine a call waits for longer than Prisma's 2 seconds. */
const PATIENT = { maxWait: 60_000, timeout: 60_000 };

export const SHARDS = ['west', 'east', 'central', 'eu', 'apac', 'global'] as const;

/** Country, state, and the shard that has them. */
export const PLACES = [
  ['US', 'CA', 'west'],
  ['US', 'OR', 'west'],
  ['US', 'NY', 'east'],
  ['US', 'FL', 'east'],
  ['US', 'TX', 'central'],
  ['US', 'IL', 'central'],
  ['GB', '', 'eu'],
  ['GB', 'Wales', 'eu'],
  ['DE', 'BY', 'eu'],
  ['JP', '', 'apac'],
  ['AU', 'NSW', 'apac'],
  ['BR', 'SP', 'global'],
  ['ZA', '', 'global'],
  ['US', 'WA', 'global'],
  ['us', 'ca', 'west'],
  ['Us', 'Ca', 'west'],
  ['gb', '', 'eu'],
  ['', '', 'global'],
] as const;

/** A shard per region behind generated code, and one database with the same tables. */
export interface Regions {
  readonly db: LooseShards;
  readonly oracle: LooseClient;
  /** Plain Prisma on the database of one shard, to see and spoil what is in it. */
  openShard(name: (typeof SHARDS)[number]): LooseClient;
  stop(): Promise<void>;
}

/** Every test file has a `name` of its own, since test files run at the same time. */
export async function startRegions(name: string): Promise<Regions> {
  const schema = await loadSchemaFiles('schema.prisma', at('.'));
  const folder = join(OUTPUT_ROOT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await generatePrismaClient(folder, schema);
  const shards = SHARDS.map((shard) => ({ name: shard, env: `${shard.toUpperCase()}_URL` }));
  await writeFiles(join(folder, 'shards'), renderRepositories(schema, { shards }));
  const load = (file: string): Promise<Loose> =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
  const [client, generated] = await Promise.all([
    load('client/client.ts'),
    load('shards/index.ts'),
  ]);

  const open = (connectionString: string): LooseClient =>
    new client.PrismaClient({
      adapter: new PrismaPg({ connectionString }),
      transactionOptions: PATIENT,
    });
  const kit = createTestingKit<LooseShards, string>({
    createShards: (options) =>
      generated.createShards({ ...options, client: { transactionOptions: PATIENT } }),
    schema: at('schema.prisma'),
  });
  const virtual = await kit.startVirtualShards({ shards: SHARDS });
  const one = await openOneDatabase(schema);
  const oracle = open(one.url);
  return {
    db: virtual.db,
    oracle,
    openShard: (shard) => open(virtual.shard(shard).url),
    async stop() {
      await Promise.all([virtual.stop(), oracle.$disconnect()]);
      await one.dispose();
    },
  };
}
