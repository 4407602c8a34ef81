import { shopRows } from '../seed/shop-rows.js';
import { createShards } from '../src/generated/shards/index.js';
import type { Call } from './calls/call.js';
import { type WithSource, withSources } from './calls/call-sources.js';
import { everywhere } from './calls/everywhere.js';
import { reads } from './calls/reads.js';
import { refused } from './calls/refused.js';
import { writes } from './calls/writes.js';
import { createObservation } from './observe/observation.js';
import { createObservedAdapter } from './observe/observed-adapter.js';
import { load } from './steps/load.js';
import { loadedModels } from './steps/models.js';
import { SHARDS } from './steps/shards.js';
import { showCalls } from './steps/show-calls.js';
import { explainRoute, showSpread } from './steps/spread.js';
import { heading } from './terminal/heading.js';
import type { Screen } from './terminal/screen.js';

/** The part of the tour that talks to the shards, through the generated repositories. */
export async function withShards(screen: Screen, urls: readonly string[]): Promise<void> {
  const observation = createObservation();
  const db = createShards({
    shards: Object.fromEntries(SHARDS.map((shard, index) => [shard, urls[index] ?? ''])),
    adapter: (shard) => createObservedAdapter(shard, observation),
  });
  try {
    const models = loadedModels(db, shopRows());
    heading(screen, 3, 'A few thousand rows through the repositories');
    await load(screen, models, observation);

    heading(screen, 4, 'How the rows spread');
    await showSpread(screen, models);
    await explainRoute(screen, db);

    heading(screen, 5, 'Typed calls, and the shards they went to');
    await showCalls(screen, db, await allCalls(), observation);
  } finally {
    await db.$disconnect();
  }
}

/** The calls of every file below `calls/`, each with its own text. */
async function allCalls(): Promise<readonly WithSource<Call>[]> {
  const files = Object.entries({ reads, writes, everywhere, refused });
  const found = await Promise.all(
    files.map(([file, calls]) =>
      withSources(new URL(`./calls/${file}.ts`, import.meta.url), calls),
    ),
  );
  return found.flat();
}
