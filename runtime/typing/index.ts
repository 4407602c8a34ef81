export type { ChooseShard, ShardKeyFields } from './choose-shard.js';
export type { Exactly } from './exactly.js';
export type { GroupByRules } from './group-by-rules.js';
export type { LockedOwner, NestedInput, NestedOwner } from './nested-input.js';
export type { OneOrMore } from './one-or-more.js';
export type { FlatProjection, Projection } from './projection.js';
export type { NoExtensions, Operation, Result } from './result.js';
export type { ShardKeyIsImmutable } from './shard-key-is-immutable.js';
export type { ReadMethod, ShardReads } from './shard-reads.js';
