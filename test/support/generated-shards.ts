import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import type { ModelMethod, Route } from '../../runtime/index.js';
import { loadSchemaFiles } from '../../schema/source/load-schema-files.js';
import { dropDatabases, freshDatabases } from './cluster.js';
import { generatePrismaClient, renderRepositories, writeFiles } from './generate-in-temp.js';

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
  onAllShards(): Pick<Methods, 'count' | 'findMany'>;
  readonly fields: Loose;
}

export type LooseShards = {
  readonly [model: string]: LooseRepository;
} & { readonly $disconnect: () => Promise<void> };

export type LooseClient = {
  readonly [model: string]: Methods;
} & { readonly $disconnect: () => Promise<void> };

/** What is generated for one schema, loaded. */
export interface GeneratedCode {
  /** Urls in the order of the shards, of which there are always four. */
  createShards(urls: readonly string[]): LooseShards;
  createOracle(url: string): LooseClient;
  /** The namespace of the Prisma client. */
  readonly Prisma: Loose;
  /** Shard names and bucket owners, as generated. */
  readonly topology: Loose;
}

/** Four shards behind generated code, and one database with the same tables behind plain Prisma. */
export interface GeneratedShards extends GeneratedCode {
  readonly db: LooseShards;
  readonly oracle: LooseClient;
  /** In topology order. */
  readonly urls: readonly string[];
  readonly oracleUrl: string;
  readonly names: readonly string[];
  stop(): Promise<void>;
}

/** Generates the Prisma client and the repositories of a schema, and imports them. */
export async function generateCode(name: string, schemaPath: string): Promise<GeneratedCode> {
  const folder = join(OUTPUT_ROOT, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const schema = await loadSchemaFiles(schemaPath);
  await generatePrismaClient(folder, schema.map(inFolder));
  await writeFiles(join(folder, 'shards'), renderRepositories(schema));
  const load = (file: string): Promise<Loose> =>
    import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
  const [client, shards, { topology }] = await Promise.all([
    load('client/client.ts'),
    load('shards/index.ts'),
    load('shards/topology.ts'),
  ]);
  const names = Object.keys(topology.shards);
  return {
    Prisma: client.Prisma,
    topology,
    createShards: (urls) =>
      shards.createShards({
        shards: Object.fromEntries(names.map((shard, i) => [shard, urls[i]])),
        transactionOptions: PATIENT,
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
): Promise<GeneratedShards> {
  const code = await generateCode(name, schemaPath);
  const names = Object.keys(code.topology.shards);
  const schema = await loadSchemaFiles(schemaPath);
  const [oracleUrl = '', ...urls] = await freshDatabases(names.length + 1, schema);
  const db = code.createShards(urls);
  const oracle = code.createOracle(oracleUrl);
  return {
    ...code,
    db,
    oracle,
    urls,
    oracleUrl,
    names,
    async stop() {
      await Promise.all([db.$disconnect(), oracle.$disconnect()]);
      await dropDatabases([oracleUrl, ...urls]);
    },
  };
}

/** The client generator writes the schema below the output folder. */
function inFolder({ path, content }: { readonly path: string; readonly content: string }) {
  return { path: path.split('/').at(-1) ?? path, content };
}
