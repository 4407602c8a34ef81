import type { Clock } from '../../clock/clock.js';
import type { Executor } from '../../executor/executor.js';
import { sqlStateOf } from '../../executor/sql-state.js';

/** Somebody else has ended it already. */
const GONE = '42704';
/** Somebody else is ending it at this moment. */
const BUSY = '55000';

const BUSY_MS = 20;
const MOST_BUSY = 250;

export type PreparedEnd = 'COMMIT' | 'ROLLBACK';

/**
 * Ends a prepared transaction of a shard. Whoever is allowed to end one comes to the same decision, so
 * one that is gone has ended in this way.
 */
export async function finishPrepared(
  { executor, clock }: { readonly executor: Executor; readonly clock: Clock },
  shard: number,
  name: string,
  end: PreparedEnd,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await executor.sql(shard, { text: `${end} PREPARED '${name}'`, values: [] });
      return;
    } catch (error) {
      const state = sqlStateOf(error);
      if (state === GONE) return;
      if (state !== BUSY || attempt > MOST_BUSY) throw error;
      await new Promise<void>((resolve) => clock.after(BUSY_MS, resolve));
    }
  }
}
