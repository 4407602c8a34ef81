import type { ShardedClient } from '../../src/generated/shards/index.js';
import { topology } from '../../src/generated/shards/topology.js';
import { fact } from '../terminal/fact.js';
import { groupDigits } from '../terminal/numbers.js';
import type { Screen } from '../terminal/screen.js';
import { shareBar } from '../terminal/share-bar.js';
import { TourError } from '../tour-error.js';
import type { LoadedModel } from './models.js';
import { placeOf, SHARDS } from './shards.js';

/** Counts every model on every shard, and holds the sums against what was loaded. */
export async function showSpread(screen: Screen, models: readonly LoadedModel[]): Promise<void> {
  const { paint, width } = screen;
  screen.status('  counting ...');
  const counted = [];
  for (const { name, rows, countOn } of models) {
    const counts = await Promise.all(SHARDS.map((shard) => countOn(shard)));
    const sum = counts.reduce((a, b) => a + b, 0);
    if (sum !== rows) {
      throw new TourError(
        'TOUR_COUNTS',
        `${rows} rows of ${name} were loaded, but the shards hold ${sum}.`,
        'this is a bug of shardgen; please report it',
      );
    }
    counted.push({ name, rows, counts });
  }
  const narrow = width < 62;
  const cell = narrow ? 6 : 9;
  const bar = narrow ? 0 : Math.max(0, Math.min(28, width - 14 - cell * 5 - 6));
  const title = (shard: string, at: number) =>
    paint.shard(at, (narrow ? shard.replace('shard_', '#') : shard).padStart(cell));
  screen.line(`  ${' '.repeat(14)}${SHARDS.map(title).join('')}${paint.dim('all'.padStart(cell))}`);
  for (const { name, rows, counts } of counted) {
    const cells = counts.map((count) => groupDigits(count).padStart(cell)).join('');
    const all = paint.bold(groupDigits(rows).padStart(cell));
    screen.line(`  ${name.padEnd(14)}${cells}${all}   ${shareBar(paint, counts, bar)}`.trimEnd());
  }
}

/** Why the rows of one customer are where they are, and proof that they are there. */
export async function explainRoute(screen: Screen, db: ShardedClient): Promise<void> {
  const { paint } = screen;
  const route = db.order.route({ userId: 42n });
  screen.line();
  screen.line(`  ${paint.bold('db.order.route({ userId: 42n })')}`);
  const shard = paint.shard(placeOf(route.shard), route.shard);
  fact(screen, 'bucket', `${route.bucket} of ${topology.groups.User.buckets}`);
  fact(screen, 'shard', `${shard}  ${paint.dim(`topology epoch ${route.epoch}`)}`);
  fact(screen, 'why', route.why);
  const found = await Promise.all(
    SHARDS.map((shard) => db.order.onShard(shard).count({ where: { userId: 42n } })),
  );
  const counts = found.map((count, at) => paint.shard(at, `${SHARDS[at]}: ${count}`));
  fact(screen, 'counted', `orders of customer 42 on each shard: ${counts.join(', ')}`);
}
