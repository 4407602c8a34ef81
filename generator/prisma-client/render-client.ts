import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { clientGenerationFailed } from '../errors/client-errors.js';
import type { FileMap } from '../output/file-change.js';
import type { SchemaPlace } from '../source-discovery/schema-place.js';
import type { ClientTarget } from './client-target.js';

/** Answers that Prisma would infer from the output folder, which is not where we let it write. */
export interface ClientForm {
  readonly importFileExtension: string;
  readonly moduleFormat: string;
}

// The ESM build of the client generator cannot be loaded (an import without extension inside it).
const require = createRequire(import.meta.url);

async function readTree(folder: string): Promise<FileMap> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const relative = path
      .slice(folder.length + 1)
      .split(sep)
      .join('/');
    files.set(relative, await readFile(path, 'utf8'));
  }
  return files;
}

async function generateInto(
  folder: string,
  schema: SchemaPlace,
  target: ClientTarget,
  form: ClientForm,
): Promise<void> {
  const internals: typeof import('@prisma/internals') = require('@prisma/internals');
  const client: typeof import('@prisma/client-generator-ts') = require('@prisma/client-generator-ts');
  const generator = new client.PrismaClientTsGenerator();
  const schemaContext = await internals.loadSchemaContext({
    schemaPath: { cliProvidedPath: schema.path },
    printLoadMessage: false,
  });
  const running = await internals.getGenerators({
    schemaContext,
    registry: {
      'prisma-client': {
        type: 'in-process',
        generator: {
          name: generator.name,
          getManifest: (config) => generator.getManifest(config),
          generate: (options) =>
            generator.generate({
              ...options,
              generator: {
                ...options.generator,
                output: { fromEnvVar: null, value: folder },
                config: { ...options.generator.config, ...form },
              },
            }),
        },
      },
    },
    generatorNames: [target.block.name],
    skipDownload: true,
    cliCommand: 'shardgen generate',
  });
  for (const one of running) {
    await one.generate();
    one.stop();
  }
}

/**
 * The files of the Prisma client, byte for byte as `prisma generate` writes them, without touching
 * the project: they are made in a temporary folder.
 *
 * @throws SG2206 with Prisma's own message.
 */
export async function renderClient(
  schema: SchemaPlace,
  target: ClientTarget,
  form: ClientForm,
): Promise<FileMap> {
  const parent = await mkdtemp(join(tmpdir(), 'shardgen-client-'));
  const folder = join(parent, 'client');
  try {
    await generateInto(folder, schema, target, form);
    return await readTree(folder);
  } catch (thrown) {
    throw clientGenerationFailed(thrown);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
