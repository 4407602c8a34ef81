import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createDatabases, ensureTemplate, startLocalCluster } from '../../runtime/cluster/index.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A project that generated its client and repositories, and four shards with its tables. */
export interface BenchProject {
  readonly directory: string;
  readonly urls: Readonly<Record<string, string>>;
  /** Of further databases with the same tables. */
  readonly more: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface BenchProjectOptions {
  /** Path of a schema. */
  readonly schema?: string;
  /** Names of databases that are no shards. */
  readonly more?: readonly string[];
}

const CONFIG = `import { defineConfig, env } from 'shardgen/config';
export default defineConfig({
  schema: 'bench-schema.prisma',
  output: 'shards',
  shards: {
    shard_1: { url: env('SHARD_1_URL') },
    shard_2: { url: env('SHARD_2_URL') },
    shard_3: { url: env('SHARD_3_URL') },
    shard_4: { url: env('SHARD_4_URL') },
  },
});
`;

export async function startBenchProject({
  schema: source = join(ROOT, 'bench', 'support', 'bench-schema.prisma'),
  more = [],
}: BenchProjectOptions = {}): Promise<BenchProject> {
  // Inside the checkout, so that generated code finds shardgen and Prisma.
  const directory = join(ROOT, 'bench', '.generated');
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const schema = join(directory, 'bench-schema.prisma');
  await copyFile(source, schema);
  await writeFile(join(directory, 'shardgen.config.ts'), CONFIG);
  await run(process.execPath, [join(ROOT, 'dist/generator/cli.js'), 'generate'], {
    cwd: directory,
  });
  const data = await mkdtemp(join(tmpdir(), 'shardgen-bench-'));
  await chmod(data, 0o755); // as root the server runs as another user, who must get in
  const cluster = await startLocalCluster({ directory: data });
  const names = ['shard_1', 'shard_2', 'shard_3', 'shard_4'];
  const schemaFiles = [{ path: 'schema.prisma', content: await readFile(schema, 'utf8') }];
  const template = await ensureTemplate(cluster, { schemaFiles });
  const all = [...names, ...more];
  const created = await createDatabases(cluster, all, { template });
  const urlOf = (name: string) => created[all.indexOf(name)] ?? '';
  const urlsOf = (some: readonly string[]) =>
    Object.fromEntries(some.map((name) => [name, urlOf(name)]));
  return {
    directory,
    urls: urlsOf(names),
    more: urlsOf(more),
    async close() {
      await cluster.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}
