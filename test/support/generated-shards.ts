import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Placements } from '../../generator/plan/generation-input.js';
import { importedFrom } from '../../generator/strategies/imported-from.js';
import { TEST_SEAMS } from '../../runtime/client/test-seams.js';
import type { DirectoryControl } from '../../runtime/directory/move/directory-control.js';
import type { ModelMethod, Route, ShardRuntimeOptions } from '../../runtime/index.js';
import {
  createTestingKit,
  type StartedVirtualShards,
  type TestingKit,
} from '../../runtime/testing/index.js';
import { loadSchemaFiles } from '../../schema/source/load-schema-files.js';
import { generatePrismaClient, renderRepositories, writeFiles } from './generate-in-temp.js';
import { openOneDatabase } from './one-database.js';

/** Ignored by git, and inside the project, so that what is generated finds its packages. */
const OUTPUT_ROOT = fileURLToPath(new URL('../../.shardgen/test-generated/', import.meta.url));

/** Thousands of calls queue for ten connections: on a busy machine longer than Prisma's 2 seconds. */
const PATIENT = { maxWait: 60_000, timeout: 60_000 };

/** Rows, arguments and results of every model, as a JavaScript caller has them. */
// biome-ignore lint/suspicious/noExplicitAny: the tests write to all models through one type.
export type Loose = any;

type Methods = { readonly [M in ModelMethod]: (args?: unknown) => Promise<Loose> };

/** A generated repository without its types. */
export interface LooseRepository extends Methods {
  route(key: unknown): Route;
  onShard(name: string): Methods;
  onShards(names: readonly string[], options?: object): Loose;
  onAllShards(options?: object): Loose;
  readonly fields: Loose;
}

/** Of a schema with a directory. */
type LooseDirectory = DirectoryControl<Record<string, unknown>, string>;

export type LooseShards = {
  readonly [model: string]: LooseRepository;
} & { readonly $disconnect: () => Promise<void>; readonly $directory: LooseDirectory };

export type LooseClient = {
  readonly [model: string]: Methods;
} & { readonly $disconnect: () => Promise<void> };

/** What is generated for one schema, loaded. */
export interface GeneratedCode {
  /** Path of the generated module, for other processes. */
  readonly entry: string;
  /** The generated function itself. */
  createClient(options: ShardRuntimeOptions): LooseShards;
  /** A client as in production. Urls in the order of the shards, of which there are always four. */
  createShards(urls: readonly string[]): LooseShards;
  createOracle(url: string): LooseClient;
  /** The namespace of the Prisma client. */
  readonly Prisma: Loose;
  /** Shard names and bucket owners, as generated. */
  readonly topology: Loose;
}

/** Four virtual shards behind generated code, and one database with the same tables behind plain Prisma. */
export interface GeneratedShards extends GeneratedCode {
  readonly kit: TestingKit<LooseShards, string>;
  readonly virtual: StartedVirtualShards<LooseShards, string>;
  /** The client of `virtual`. */
  readonly db: LooseShards;
  readonly oracle: LooseClient;
  /** In topology order. */
  readonly urls: readonly string[];
  readonly oracleUrl: string;
  readonly names: readonly string[];
  /** Makes the shards as new, and the one database too. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Root model to the function of its custom strategy. */
type Strategies = Readonly<Record<string, { readonly file: string; readonly export: string }>>;

/** How keys are looked up, where that is not as by default. */
interface LookupSettings extends Pick<ShardRuntimeOptions, 'directory'> {
  readonly placements?: Placements;
  /** How long entries are remembered, where a minute is too long to wait for. */
  readonly entryLifetimeMs?: number;
}

/** Generates the Prisma client and the repositories of a schema, and imports them. */
export async function generateCode(
  name: string,
  schemaPath: string,
  strategies: Strategies = {},
  placements: Placements = {},
): Promise<GeneratedCode> {
  const folder = join(OUTPUT_ROOT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const schema = await loadSchemaFiles(schemaPath);
  await generatePrismaClient(folder, schema.map(inFolder));
  const output = join(folder, 'shards');
  const imported = Object.entries(strategies).map(([root, { file, export: exported }]) => [
    root,
    { module: importedFrom(output, file, 'ts'), export: exported },
  ]);
  const settings = { strategies: Object.fromEntries(imported), placements };
  await writeFiles(output, renderRepositories(schema, settings));
  const load = (file: string): Promise<Loose> =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
  const [client, shards, { topology }] = await Promise.all([
    load('client/client.ts'),
    load('shards/index.ts'),
    load('shards/topology.ts'),
  ]);
  const names = Object.keys(topology.shards);
  return {
    entry: join(folder, 'shards/index.ts'),
    Prisma: client.Prisma,
    topology,
    createClient: (options) => shards.createShards(options),
    createShards: (urls) =>
      shards.createShards({
        shards: Object.fromEntries(names.map((shard, i) => [shard, urls[i]])),
        ...(topology.control === undefined ? {} : { control: urls[0] ?? '' }),
        client: { transactionOptions: PATIENT },
      }),
    createOracle: (url) =>
      new client.PrismaClient({
        adapter: new PrismaPg({ connectionString: url }),
        transactionOptions: PATIENT,
      }),
  };
}

/** Every test file has a `name` of its own, since test files run at the same time. */
export async function startGeneratedShards(
  name: string,
  schemaPath: string,
  strategies: Strategies = {},
  { placements, entryLifetimeMs, ...settings }: LookupSettings = {},
): Promise<GeneratedShards> {
  const code = await generateCode(name, schemaPath, strategies, placements);
  const kit = createTestingKit({
    createShards: (options) =>
      code.createClient({
        ...settings,
        ...withLifetime(options, entryLifetimeMs),
        client: { transactionOptions: PATIENT },
      }),
    schema: schemaPath,
  });
  const virtual = await kit.startVirtualShards(4);
  const single = await openOneDatabase(await loadSchemaFiles(schemaPath));
  const oracle = code.createOracle(single.url);
  return {
    ...code,
    kit,
    virtual,
    db: virtual.db,
    oracle,
    urls: virtual.names.map((shard) => virtual.shard(shard).url),
    oracleUrl: single.url,
    names: virtual.names,
    async reset() {
      await Promise.all([virtual.reset(), single.reset()]);
    },
    async stop() {
      await Promise.all([virtual.stop(), oracle.$disconnect()]);
      await single.dispose();
    },
  };
}

function withLifetime(options: ShardRuntimeOptions, entryLifetimeMs: number | undefined) {
  const seams = options[TEST_SEAMS];
  return seams === undefined || entryLifetimeMs === undefined
    ? options
    : { ...options, [TEST_SEAMS]: { ...seams, entryLifetimeMs } };
}

/** The client generator writes the schema below the output folder. */
function inFolder({ path, content }: { readonly path: string; readonly content: string }) {
  return { path: path.split('/').at(-1) ?? path, content };
}
