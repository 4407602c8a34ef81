import type { MissingShard } from '../../errors/execution-errors.js';
import type { OnFailure } from '../../running/scatter-settings.js';

/** What all shards answered that were asked. */
export interface CompleteResult<T> {
  readonly complete: true;
  readonly missing: readonly [];
  readonly result: T;
}

/** What some shards answered while others did not: there may be rows that it does not have. */
export interface PartialResult<T> {
  readonly complete: false;
  readonly missing: readonly [MissingShard, ...MissingShard[]];
  readonly partial: T;
}

/**
 * The answer of a read with `onFailure: 'partial'`. The answer of all shards and that of some have
 * different names, so that nobody takes the one for the other.
 *
 * @example
 * const count = await db.order.onAllShards({ onFailure: 'partial' }).count();
 * if (count.complete) return count.result;
 * log(`at least ${count.partial}, without ${count.missing.map(({ shard }) => shard).join(', ')}`);
 */
export type ScatterResult<T> = CompleteResult<T> | PartialResult<T>;

/** What a read over several shards resolves to: with `partial`, an answer that has to be looked at. */
export type ScatterAnswer<Policy extends OnFailure, T> = Policy extends 'partial'
  ? ScatterResult<T>
  : T;
