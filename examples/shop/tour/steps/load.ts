import type { Observation } from '../observe/observation.js';
import { fact } from '../terminal/fact.js';
import { counted, groupDigits, milliseconds } from '../terminal/numbers.js';
import { progressBar } from '../terminal/progress-bar.js';
import type { Screen } from '../terminal/screen.js';
import type { LoadedModel } from './models.js';

/** Rows in one call of `createMany`. */
const BATCH = 100;

/** Loads the rows of every model through the generated repositories. */
export async function load(
  screen: Screen,
  models: readonly LoadedModel[],
  observation: Observation,
): Promise<void> {
  const total = models.reduce((sum, { rows }) => sum + rows, 0);
  const start = performance.now();
  let done = 0;
  let calls = 0;
  const { sent } = await observation.during(async () => {
    for (const model of models) {
      for (let from = 0; from < model.rows; from += BATCH) {
        const to = Math.min(from + BATCH, model.rows);
        screen.status(progressBar(screen, done, total, model.name));
        await model.create(from, to);
        done += to - from;
        calls += 1;
      }
      if (!screen.live) {
        screen.line(`  ${model.name.padEnd(14)}${groupDigits(model.rows).padStart(6)} rows`);
      }
    }
  });
  if (screen.live) screen.line(progressBar(screen, done, total, 'done'));
  screen.line();
  const took = screen.paint.dim(milliseconds(performance.now() - start));
  fact(screen, 'loaded', `${counted(total, 'row')} of ${counted(models.length, 'model')}  ${took}`);
  const inserts = sent.filter(({ sql }) => sql.startsWith('INSERT')).length;
  fact(
    screen,
    'calls',
    `${counted(calls, 'call')} of createMany; each one split by shard, so ${counted(inserts, 'INSERT')} in all`,
  );
}
