import type { IndexRuntime } from '../index-session.js';
import { type BackfillReport, backfill } from './backfill.js';
import { install } from './install.js';
import { type SweepReport, sweep } from './sweep.js';

/** What is done to global indexes from time to time. Each is safe beside running programs, and to repeat. */
export interface GlobalIndexes {
  /**
   * Makes what global indexes need on every shard: tables and functions in the schema `shardgen`.
   *
   * @throws ShardgenError SG5001 for a shard that cannot be reached.
   */
  install(): Promise<void>;
  /**
   * Brings the rows that are there into their indexes. For data from before the index: first run the
   * program that has the index everywhere, then this; when it has ended without duplicates, every value
   * is found and belongs to one row.
   *
   * @example const { duplicates } = await db.$globalIndexes.backfill();
   * @throws ShardgenError SG3604, SG5001.
   */
  backfill(): Promise<BackfillReport>;
  /**
   * Releases what no row has any more: left behind by writers that ended between two steps, and by rows
   * that the database deleted itself (`onDelete: Cascade`). Without it nothing is wrong; tables grow.
   *
   * @throws ShardgenError SG3604, SG5001.
   */
  sweep(): Promise<SweepReport>;
}

export function createGlobalIndexes(runtime: IndexRuntime): GlobalIndexes {
  return Object.freeze({
    install: () => install(runtime),
    backfill: () => backfill(runtime),
    sweep: () => sweep(runtime),
  });
}
