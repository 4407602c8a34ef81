import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scaleProject } from './generation.js';
import { measure } from './support/child.js';
import { printTable } from './support/report.js';
import { median, range } from './support/statistics.js';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MODELS = 200;
const RUNS = 5;

const COMPILERS = [
  ['5.9', 'typescript-5.9'],
  ['6', 'typescript-6'],
  ['7', 'typescript'],
] as const;

/** tsc on a program that uses 200 models: through the repositories, and through plain Prisma. */
export async function benchTypeCheck(): Promise<void> {
  const directory = await scaleProject(MODELS);
  for (const kind of ['plain', 'sharded']) {
    const config = {
      compilerOptions: {
        target: 'ES2023',
        module: 'NodeNext',
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
      },
      files: [`${kind}.ts`],
    };
    await writeFile(join(directory, `tsconfig.${kind}.json`), JSON.stringify(config));
  }
  const rows: Record<string, string>[] = [];
  for (const [version, folder] of COMPILERS) {
    const tsc = join(ROOT, 'node_modules', folder, 'bin/tsc');
    const walls: Record<'plain' | 'sharded', number[]> = { plain: [], sharded: [] };
    for (let run = 0; run < RUNS; run += 1) {
      for (const kind of ['plain', 'sharded'] as const) {
        const { wall } = await measure(directory, [tsc, '-p', `tsconfig.${kind}.json`]);
        walls[kind].push(wall);
      }
    }
    // Run by run, so that the machine's drift hits both alike.
    const ratios = walls.sharded.map((wall, run) => wall / (walls.plain[run] ?? Number.NaN));
    const [low, high] = range(ratios);
    rows.push({
      TypeScript: version,
      'plain Prisma, ms': median(walls.plain).toFixed(0),
      'shardgen, ms': median(walls.sharded).toFixed(0),
      ratio: median(ratios).toFixed(2),
      'ratio per run': `${low.toFixed(2)} to ${high.toFixed(2)}`,
    });
  }
  printTable(`tsc on ${MODELS} models and a program that uses them all (median of five)`, rows);
}
