import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measured, measure } from './support/child.js';
import { manyModels, userProgram } from './support/many-models.js';
import { printTable } from './support/report.js';
import { median } from './support/statistics.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
export const CLI = join(ROOT, 'dist/generator/cli.js');
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

export const PRISMA = join(ROOT, 'node_modules/prisma/build/index.js');

// Prisma's CLI would fetch its schema engine first; generating does not use it.
export const OFFLINE = {
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

/**
 * Time and memory of the whole process. `shardgen generate` makes the Prisma client too when it is
 * stale, so its peer is `prisma generate`, which makes the client alone; with a current client it only
 * makes the repositories.
 */
export async function benchGeneration(): Promise<void> {
  const rows: Record<string, string>[] = [];
  for (const models of [5, 50, 200]) {
    const directory = await scaleProject(models);
    const remove = (path: string) => rm(join(directory, path), { recursive: true, force: true });
    const runs = { prisma: [] as Measured[], both: [] as Measured[], own: [] as Measured[] };
    for (let run = 0; run < RUNS; run += 1) {
      await remove('generated');
      runs.prisma.push(await measure(directory, [PRISMA, 'generate'], OFFLINE));
      await remove('generated');
      runs.both.push(await measure(directory, [CLI, 'generate']));
      await remove('generated/shards');
      runs.own.push(await measure(directory, [CLI, 'generate']));
    }
    const wall = (which: keyof typeof runs) => median(runs[which].map((run) => run.wall));
    const peak = (which: keyof typeof runs) => median(runs[which].map((run) => run.memory));
    rows.push({
      models: String(models),
      'prisma generate': `${wall('prisma').toFixed(0)} ms, ${peak('prisma').toFixed(0)} MiB`,
      'shardgen, client and repositories': `${wall('both').toFixed(0)} ms, ${peak('both').toFixed(0)} MiB`,
      ratio: (wall('both') / wall('prisma')).toFixed(2),
      'shardgen, repositories': `${wall('own').toFixed(0)} ms, ${peak('own').toFixed(0)} MiB`,
      'ratio ': (wall('own') / wall('prisma')).toFixed(2),
    });
  }
  printTable('Generation, whole process (median of five)', rows);
}
