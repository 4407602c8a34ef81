import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { clientGenerationFailed } from '../errors/client-errors.js';
import type { FileMap } from '../output/file-change.js';
import type { ClientRequest } from './client-request.js';

/** What Prisma makes of a schema. */
export interface RenderedClient {
  readonly files: FileMap;
  /** Whether the schema on disk, which Prisma reads, was still the one that was asked for. */
  readonly asAsked: boolean;
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

const sameTexts = (a: readonly string[], b: readonly string[]) =>
  JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());

async function generateInto(
  folder: string,
  { place, files, target, form }: ClientRequest,
): Promise<{ readonly asAsked: boolean }> {
  const internals: typeof import('@prisma/internals') = require('@prisma/internals');
  const client: typeof import('@prisma/client-generator-ts') = require('@prisma/client-generator-ts');
  const generator = new client.PrismaClientTsGenerator();
  const schemaContext = await internals.loadSchemaContext({
    schemaPath: { cliProvidedPath: place.path },
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
  return {
    asAsked: sameTexts(
      schemaContext.schemaFiles.map(([, text]) => text),
      files.map(({ content }) => content),
    ),
  };
}

/**
 * The files of the Prisma client, byte for byte as `prisma generate` writes them, without touching
 * the project: they are made in a temporary folder.
 *
 * @throws SG2206 with Prisma's own message.
 */
export async function renderClient(request: ClientRequest): Promise<RenderedClient> {
  const parent = await mkdtemp(join(tmpdir(), 'shardgen-client-'));
  const folder = join(parent, 'client');
  try {
    const { asAsked } = await generateInto(folder, request);
    return { files: await readTree(folder), asAsked };
  } catch (thrown) {
    throw clientGenerationFailed(thrown);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}
