import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { createTestingKit, type StartedVirtualShards } from '../../runtime/testing/index.js';
import { loadSchemaFiles } from '../../schema/source/load-schema-files.js';
import { generatePrismaClient, renderRepositories, writeFiles } from './generate-in-temp.js';
import type { Loose, LooseClient, LooseShards } from './generated-shards.js';
import { openOneDatabase } from './one-database.js';

/** Ignored by git, and inside the project, so that what is generated finds its packages. */
const OUTPUT_ROOT = fileURLToPath(new URL('../../.shardgen/test-generated/', import.meta.url));

/** On a busy machine a call waits for longer than Prisma's 2 seconds. */
const PATIENT = { maxWait: 60_000, timeout: 60_000 };

/** The shards that a schema names, behind generated code, and one database with the same tables. */
export interface NamedShards<Name extends string> {
  readonly db: LooseShards;
  readonly oracle: LooseClient;
  /** With the log of the statements. */
  readonly virtual: StartedVirtualShards<LooseShards, string>;
  /** The namespace of the Prisma client. */
  readonly Prisma: Loose;
  /** The class of the Prisma client, for a runtime of the test's own. */
  readonly PrismaClient: Loose;
  /** Plain Prisma on the database of one shard, to see and spoil what is in it. */
  openShard(name: Name): LooseClient;
  stop(): Promise<void>;
}

/** Every test file has a `name` of its own, since test files run at the same time. */
export async function startNamedShards<const Name extends string>(
  name: string,
  schemaPath: string,
  names: readonly Name[],
): Promise<NamedShards<Name>> {
  const schema = (await loadSchemaFiles(schemaPath)).map(({ content }) => ({
    path: 'schema.prisma',
    content,
  }));
  const folder = join(OUTPUT_ROOT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await generatePrismaClient(folder, schema);
  const shards = names.map((shard) => ({ name: shard, env: `${shard.toUpperCase()}_URL` }));
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
    schema: schemaPath,
  });
  const virtual = await kit.startVirtualShards({ shards: names });
  const one = await openOneDatabase(schema);
  const oracle = open(one.url);
  return {
    db: virtual.db,
    oracle,
    virtual,
    Prisma: client.Prisma,
    PrismaClient: client.PrismaClient,
    openShard: (shard) => open(virtual.shard(shard).url),
    async stop() {
      await Promise.all([virtual.stop(), oracle.$disconnect()]);
      await one.dispose();
    },
  };
}
