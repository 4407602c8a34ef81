import { runNode } from '../run-node.js';
import { fact } from '../terminal/fact.js';
import { milliseconds } from '../terminal/numbers.js';
import type { Screen } from '../terminal/screen.js';
import { TourError } from '../tour-error.js';

/** `npm run build`: the CLI and the runtime, as users get them. */
export async function build(screen: Screen, signal: AbortSignal): Promise<void> {
  screen.status('  building shardgen ...');
  const start = performance.now();
  const result = await runNode(['scripts/build.mjs'], { color: screen.paint.on, signal });
  if (result.exitCode !== 0) {
    throw new TourError(
      'TOUR_BUILD',
      `shardgen itself does not build:\n${result.stdout}${result.stderr}`,
      'run `npm install`, then `npm run build`',
    );
  }
  fact(
    screen,
    'build',
    `npm run build  ${screen.paint.dim(milliseconds(performance.now() - start))}`,
  );
}
