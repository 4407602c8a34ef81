import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { loadSchemaFiles } from '../../../schema/source/load-schema-files.js';
import { generatePrismaClient, scratchFolder } from '../../support/generate-in-temp.js';
import {
  type GeneratedShards,
  type Loose,
  type LooseClient,
  startGeneratedShards,
} from '../../support/generated-shards.js';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Shards with marked relations, and one database with the same tables, so without foreign keys: there
 * the same relations are Prisma's own, and may lead to rows that do not exist all the same.
 */
export interface CrossRelations {
  readonly shards: GeneratedShards;
  /** Repositories without their types. */
  readonly db: Loose;
  /** Plain Prisma, which can include what the shards load. */
  readonly oracle: LooseClient;
  stop(): Promise<void>;
}

/** Every test file has a `name` of its own, since test files run at the same time. */
export async function startCrossRelations(name: string): Promise<CrossRelations> {
  const shards = await startGeneratedShards(name, at('schema.prisma'), {
    Device: { file: at('by-device.ts'), export: 'default' },
  });
  const schema = (await loadSchemaFiles(at('one-database.prisma'))).map(({ content }) => ({
    path: 'schema.prisma',
    content,
  }));
  const folder = await scratchFolder(`${name}-oracle`);
  await generatePrismaClient(folder, schema);
  const { PrismaClient }: Loose = await import(
    /* @vite-ignore */ pathToFileURL(join(folder, 'client/client.ts')).href
  );
  const oracle = new PrismaClient({
    adapter: new PrismaPg({ connectionString: shards.oracleUrl }),
  });
  return {
    shards,
    db: shards.db,
    oracle,
    async stop() {
      await oracle.$disconnect();
      await shards.stop();
    },
  };
}
