import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderFiles } from '../../generator/pipeline.js';
import type {
  GenerationInput,
  Owners,
  Placements,
  PlannedShard,
} from '../../generator/plan/generation-input.js';
import { indexManifest } from '../../generator/plan/group-manifest.js';
import { rangesOf } from '../../generator/topology/ranges-of.js';
import { INDEX_GROUP } from '../../runtime/topology/build-topology.js';
import { evenSplit } from '../../runtime/topology/even-split.js';
import { analyzeSchema } from '../../schema/analyze-schema.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { SchemaFile } from '../../schema/source/schema-file.js';

/** What a test says about the project that it generates; the rest is as in a fresh project. */
export interface ProjectSettings {
  readonly shards?: readonly PlannedShard[];
  readonly epoch?: number;
  readonly owners?: Owners;
  readonly placements?: Placements;
  readonly strategies?: NonNullable<GenerationInput['strategies']>;
  readonly importExtension?: GenerationInput['importExtension'];
}

export const FOUR_SHARDS: readonly PlannedShard[] = [1, 2, 3, 4].map((number) => ({
  name: `shard_${number}`,
  env: `SHARD_${number}_URL`,
}));

/**
 * A folder of this repository that git does not see, empty, below which imports of packages are
 * found; give each test file a name of its own.
 */
export async function scratchFolder(name: string): Promise<string> {
  const root = fileURLToPath(new URL('../../node_modules/.cache/shardgen-tests/', import.meta.url));
  const folder = join(root, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

function evenOwners(model: ShardingModel, shards: readonly PlannedShard[]): Owners {
  if (shards.length === 0) return {};
  const names = shards.map((shard) => shard.name);
  const even = (buckets: number) => rangesOf(evenSplit(buckets, names.length), names);
  const groups = model.groups.flatMap(({ root, strategy }) =>
    strategy.kind === 'hash' ? [[root, even(strategy.buckets)] as const] : [],
  );
  const index = indexManifest(model, {});
  return Object.fromEntries(
    index === undefined ? groups : [...groups, [INDEX_GROUP, even(index.buckets)] as const],
  );
}

/** The generated files of a schema without errors, beside a Prisma client in `../client`. */
export function renderRepositories(
  schema: readonly SchemaFile[],
  settings: ProjectSettings = {},
): ReadonlyMap<string, string> {
  const shards = settings.shards ?? FOUR_SHARDS;
  const context = shards.length === 0 ? {} : { shards: shards.map(({ name }) => name) };
  const { model, diagnostics } = analyzeSchema(schema, context);
  if (model === undefined) {
    const found = diagnostics.map(
      ({ code, message, location: { file, line } }) => `${file}:${line} ${code} ${message}`,
    );
    throw new Error(`the test's schema has errors:\n${found.join('\n')}`);
  }
  return renderFiles({
    model,
    shards,
    epoch: settings.epoch ?? 1,
    owners: settings.owners ?? evenOwners(model, shards),
    control: { env: 'SHARDGEN_CONTROL_URL' },
    ...(settings.placements === undefined ? {} : { placements: settings.placements }),
    ...(settings.strategies === undefined ? {} : { strategies: settings.strategies }),
    clientModule: '../client/client',
    importExtension: settings.importExtension ?? '.js',
  });
}

/** Without the line that spares users' compilers; our own is to see everything. */
export const withoutNoCheck = (text: string) => text.replace(/^\/\/ @ts-nocheck\n/m, '');

/** Writes files below `folder`, making the folders between. */
export async function writeFiles(
  folder: string,
  files: Iterable<readonly [path: string, text: string]>,
): Promise<void> {
  for (const [path, text] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

// The ESM build of Prisma's client generator has an import without an extension in it.
const require = createRequire(import.meta.url);

/** Generates the Prisma client of `schema` into `<folder>/client`, in this process. */
export async function generatePrismaClient(
  folder: string,
  schema: readonly SchemaFile[],
  importExtension: GenerationInput['importExtension'] = '.js',
): Promise<void> {
  const internals: typeof import('@prisma/internals') = require('@prisma/internals');
  const { PrismaClientTsGenerator }: typeof import('@prisma/client-generator-ts') =
    require('@prisma/client-generator-ts');
  const source = join(folder, 'schema');
  await writeFiles(
    source,
    schema.map((file) => [file.path, file.content] as const),
  );
  const inner = new PrismaClientTsGenerator();
  const generators = await internals.getGenerators({
    schemaContext: await internals.loadSchemaContext({
      schemaPath: { cliProvidedPath: source },
      printLoadMessage: false,
    }),
    registry: {
      'prisma-client': {
        type: 'in-process',
        generator: {
          name: inner.name,
          getManifest: (config) => inner.getManifest(config),
          generate: (options) =>
            inner.generate({
              ...options,
              generator: {
                ...options.generator,
                output: { fromEnvVar: null, value: join(folder, 'client') },
                config: {
                  ...options.generator.config,
                  importFileExtension: importExtension.replace('.', ''),
                  moduleFormat: 'esm',
                },
              },
            }),
        },
      },
    },
    skipDownload: true,
    cliCommand: 'test',
  });
  for (const generator of generators) {
    await generator.generate();
    generator.stop();
  }
}
