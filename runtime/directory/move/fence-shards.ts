import { systemClock } from '../../clock/clock.js';
import { shardIsBusy } from '../../errors/move-errors.js';
import { sqlStateOf } from '../../executor/sql-state.js';
import {
  closeFence,
  type FencedKey,
  installFences,
  installTrigger,
  runningTransactions,
} from './fence.js';
import type { MovedTable } from './moved-table.js';
import type { ShardSide } from './shard-side.js';

/** How long a table may be kept waiting for the trigger, and how often that is tried. */
const LOCK_PATIENCE_MS = 2_000;
const TRIES = 10;
const PAUSE_MS = 200;
const POLL_MS = 50;
/** A lock that did not come in time. */
const LOCK_NOT_AVAILABLE = '55P03';

export const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    systemClock.after(ms, resolve);
  });

/**
 * From here on a shard takes rows of the key from its mover only.
 *
 * @throws ShardgenError SG3427, SG3430, SG3433, SG5001.
 */
export async function fenceShard(
  shard: ShardSide,
  key: FencedKey,
  tables: readonly MovedTable[],
): Promise<void> {
  await shard.transaction(installFences);
  for (const table of tables) await fenceTable(shard, key.group, table);
  await shard.transaction((session) => closeFence(session, key));
}

async function fenceTable(shard: ShardSide, group: string, table: MovedTable): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await shard.transaction((session) => installTrigger(session, group, table, LOCK_PATIENCE_MS));
      return;
    } catch (error) {
      if (sqlStateOf(error) !== LOCK_NOT_AVAILABLE) throw error;
      if (attempt >= TRIES)
        throw shardIsBusy(shard.name, `writers hold ${table.name} all the time`);
      await pause(PAUSE_MS);
    }
  }
}

/**
 * Waits until every transaction has ended that may not see what was committed a moment ago: it may still
 * commit rows that nobody copies. New ones are not waited for.
 *
 * @throws ShardgenError SG3427, SG3433, SG5001.
 */
export async function letTransactionsEnd(shard: ShardSide, patienceMs: number): Promise<void> {
  const before = await shard.transaction(runningTransactions);
  const until = systemClock.elapsed() + patienceMs;
  for (let left = before; left.size > 0; ) {
    if (systemClock.elapsed() > until) {
      const long = `a transaction has been open for more than ${Math.round(patienceMs / 1000)} seconds`;
      throw shardIsBusy(shard.name, long);
    }
    await pause(POLL_MS);
    const now = await shard.transaction(runningTransactions);
    left = new Set([...left].filter((id) => now.has(id)));
  }
}
