import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from '../router/model-plan.js';
import type { LookupRoute } from '../router/route.js';
import type { LookupGroup } from '../topology/topology.js';

/** A plan of a model whose group has a directory. */
export interface LookupPlan extends ModelPlan {
  readonly group: LookupGroup;
}

/**
 * Which shard has a key, for the groups that the control database has a directory of. An entry lasts: a key
 * has one before its first row is written, and keeps its shard until it is moved.
 */
export interface Directory {
  /**
   * Index of the shard for a call on the rows of one key: at once when its entry is remembered, else when
   * the directory has answered. A call that may create the first row makes the entry; any other call on a
   * key without one is sent to a shard where it finds nothing.
   *
   * @throws ShardgenError SG3401 to SG3404, SG3411 to SG3413; a rejection where it is a promise.
   */
  shardOf(plan: LookupPlan, key: readonly KeyValue[], method: string): number | Promise<number>;
  /** The same for the rows of several keys, with one question for all. In the order of `keys`. */
  shardsOf(
    plan: LookupPlan,
    keys: readonly (readonly KeyValue[])[],
    method: string,
  ): readonly number[] | Promise<readonly number[]>;
  /**
   * The shards that have entries of some keys, with one question for all; a key without one has none, since
   * no row of it is anywhere.
   *
   * @throws ShardgenError SG3401 to SG3404, SG3411, SG3412; a rejection where it is a promise.
   */
  placesOf(
    plan: LookupPlan,
    keys: readonly (readonly KeyValue[])[],
    method: string,
  ): ReadonlySet<number> | Promise<ReadonlySet<number>>;
  /**
   * Asks the directory about a key, whatever is remembered, and changes nothing.
   *
   * @throws ShardgenError SG3001 to SG3004, SG3010, and as `shardOf`.
   */
  route(plan: LookupPlan, key: unknown): Promise<LookupRoute>;
  /** Forgets what is remembered; the next call on a key asks again. */
  forget(): void;
}
