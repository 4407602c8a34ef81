import type { NameOrText } from '../kit/name-or-text.js';
import type { ShardNameOf } from './shard-name-of.js';

/**
 * What `expect(db)` can require of the statements that virtual shards were sent since their start, or
 * since the last `reset()` or `queries.clear()`. Transaction control counts. A failure prints them.
 * All of them throw SG7008 for a value that is not the client of virtual shards, and SG7002 for a
 * name that no shard has, also behind `.not`.
 */
export interface QueryMatchers<Client> {
  /** There was a statement, on `shard` if it is named; others elsewhere do not matter. */
  toHaveQueried<const Given extends string>(shard?: NameOrText<Given, ShardNameOf<Client>>): void;
  /**
   * There were statements on each of the shards, and nowhere else. `[]` means no statement at all.
   *
   * @example expect(db).toHaveQueriedOnly(['shard_2'])
   */
  toHaveQueriedOnly<const Given extends string>(
    shards: readonly NameOrText<Given, ShardNameOf<Client>>[],
  ): void;
  /** One call asked several shards; with names, these and no other. */
  toHaveScattered<const Given extends string>(
    shards?: readonly NameOrText<Given, ShardNameOf<Client>>[],
  ): void;
}

declare module 'vitest' {
  interface Matchers<T> extends QueryMatchers<T> {}
}
