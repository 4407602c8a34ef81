import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './support/child.js';
import { manyModels, userProgram } from './support/many-models.js';
import { printTable } from './support/report.js';
import { median } from './support/statistics.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const CLI = join(ROOT, 'dist/generator/cli.js');
const RUNS = 5;

const CONFIG = `import { defineConfig, env } from 'shardgen/config';
export default defineConfig({
  schema: 'prisma/schema.prisma',
  output: 'generated/shards',
  shards: { shard_1: { url: env('SHARD_1_URL') }, shard_2: { url: env('SHARD_2_URL') } },
});
`;

/** Makes a project of `models` models and generates it once; gives back its folder. */
export async function scaleProject(models: number): Promise<string> {
  const directory = join(ROOT, 'bench', '.generated', `scale-${models}`);
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, 'prisma'), { recursive: true });
  await writeFile(join(directory, 'prisma/schema.prisma'), manyModels(models));
  await writeFile(join(directory, 'shardgen.config.ts'), CONFIG);
  await writeFile(join(directory, 'plain.ts'), userProgram(models, 'plain'));
  await writeFile(join(directory, 'sharded.ts'), userProgram(models, 'sharded'));
  await measure(directory, [CLI, 'generate']);
  return directory;
}

/**
 * Time and memory of the whole process. The first figure includes the Prisma client, made in the same
 * process; the second leaves the client as it is, since its schema did not change.
 */
export async function benchGeneration(): Promise<void> {
  const rows: Record<string, string>[] = [];
  for (const models of [5, 50, 200]) {
    const directory = await scaleProject(models);
    const all = await repeated(directory, ['generated']);
    const own = await repeated(directory, ['generated/shards']);
    rows.push({
      models: String(models),
      'with the client, ms': all.wall.toFixed(0),
      'repositories, ms': own.wall.toFixed(0),
      'peak MiB': `${all.memory.toFixed(0)} / ${own.memory.toFixed(0)}`,
      'repositories / both': (own.wall / all.wall).toFixed(2),
    });
  }
  printTable('shardgen generate, whole process (median of five)', rows);
}

async function repeated(directory: string, removed: readonly string[]) {
  const runs: { readonly wall: number; readonly memory: number }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    for (const folder of removed) await rm(join(directory, folder), { recursive: true });
    runs.push(await measure(directory, [CLI, 'generate']));
  }
  return {
    wall: median(runs.map((run) => run.wall)),
    memory: median(runs.map((run) => run.memory)),
  };
}
