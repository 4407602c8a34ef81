import type { Refused } from './reference-input.js';

/** The arguments that would leave out rows of an aggregate: each shard knows only its own order. */
export type AllTogether<Model extends string> = {
  [Key in
    | 'cursor'
    | 'orderBy'
    | 'skip'
    | 'take']?: Refused<`${Model} rows of several shards are aggregated all together, without ${Key}`>;
};
