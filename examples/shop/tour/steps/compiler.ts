import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { SHOP } from '../places.js';
import { runNode } from '../run-node.js';
import { fact } from '../terminal/fact.js';
import { milliseconds } from '../terminal/numbers.js';
import { say } from '../terminal/say.js';
import type { Screen } from '../terminal/screen.js';
import { TourError } from '../tour-error.js';

const CONFIG = 'tsconfig.forgets-the-key.json';

/** Hands a program without shard keys to the installed compiler and shows what it really says. */
export async function showCompiler(screen: Screen, signal: AbortSignal): Promise<void> {
  const { paint } = screen;
  const require = createRequire(import.meta.url);
  const manifest = require.resolve('typescript/package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  screen.status('  compiling ...');
  const start = performance.now();
  const tsc = path.join(path.dirname(manifest), 'bin', 'tsc');
  const result = await runNode([tsc, '-p', CONFIG, '--pretty', 'true'], {
    cwd: SHOP,
    color: paint.on,
    signal,
  });
  const took = paint.dim(milliseconds(performance.now() - start));
  if (result.exitCode === 0 || !result.stdout.includes('ShardKey')) {
    throw new TourError(
      'TOUR_COMPILER',
      `tsc ${version} had to refuse forgets-the-key.ts for its shard keys. It ended with exit code ${result.exitCode}:\n${result.stdout}${result.stderr}`,
      'this is a bug of shardgen; please report it',
    );
  }
  fact(screen, 'in', `examples/shop  ${paint.dim(`TypeScript ${version}`)}  ${took}`);
  fact(screen, 'command', `tsc -p ${CONFIG}`);
  screen.line();
  const output = paint.on ? result.stdout : stripVTControlCharacters(result.stdout);
  // Broken to the width of a terminal; word for word in a pipe.
  if (screen.live) say(screen, output.trimEnd());
  else for (const line of output.trimEnd().split('\n')) screen.line(`  ${line}`.trimEnd());
}
