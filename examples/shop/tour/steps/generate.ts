import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { REPOSITORIES, ROOT, SHOP } from '../places.js';
import { runNode } from '../run-node.js';
import { fact } from '../terminal/fact.js';
import { counted, milliseconds } from '../terminal/numbers.js';
import type { Screen } from '../terminal/screen.js';
import { TourError } from '../tour-error.js';
import { readSchemaTree } from './schema-tree.js';

/** Runs the real CLI in the example's folder and says what it made. */
export async function generate(screen: Screen, signal: AbortSignal): Promise<void> {
  const { paint } = screen;
  screen.status('  generating ...');
  const start = performance.now();
  const cli = path.join(ROOT, 'dist', 'generator', 'cli.js');
  const result = await runNode([cli, 'generate'], { cwd: SHOP, color: paint.on, signal });
  if (result.exitCode !== 0) {
    throw new TourError(
      'TOUR_GENERATE',
      `\`shardgen generate\` ended with exit code ${result.exitCode}:\n${result.stdout}${result.stderr}`,
      'follow what it says; it runs in examples/shop',
    );
  }
  const took = milliseconds(performance.now() - start);
  fact(screen, 'generate', `shardgen generate  ${paint.dim(took)}`);
  for (const line of `${result.stdout}${result.stderr}`.trimEnd().split('\n')) {
    fact(screen, '', paint.dim(line));
  }
  await describe(screen);
}

async function describe(screen: Screen): Promise<void> {
  const { paint } = screen;
  const tree = await readSchemaTree();
  const made = await readdir(REPOSITORIES, { recursive: true, withFileTypes: true });
  const files = made.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(file.parentPath, file.name), 'utf8')),
  );
  const lines = texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0);
  fact(
    screen,
    'from',
    `examples/shop/prisma: ${counted(tree.models.length, 'model')} in ${counted(tree.files, 'file')}`,
  );
  fact(
    screen,
    'made',
    `examples/shop/src/generated/shards: ${counted(files.length, 'file')}, ${counted(lines, 'line')}, one repository for each model`,
  );
  screen.line();
  const column = Math.max(
    ...tree.lines.map(({ branch, model }) => branch.length + model.name.length),
  );
  for (const { branch, model } of tree.lines) {
    const gap = ' '.repeat(column - branch.length - model.name.length + 3);
    const room = screen.width - column - 5;
    const note = model.annotation.length <= room ? model.annotation : '';
    screen.line(
      `  ${paint.dim(branch)}${paint.bold(model.name)}${gap}${paint.dim(note)}`.trimEnd(),
    );
  }
}
