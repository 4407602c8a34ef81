import type { Strategy } from './strategy.js';

/** A root model and the models that follow it: rows with one shard key live on one shard. */
export interface ColocationGroup {
  /** Name of the root model. */
  readonly root: string;
  readonly strategy: Strategy;
  /** Names of all models of the group, root included, sorted. */
  readonly members: readonly string[];
}
