import type { ColocationGroup } from './colocation-group.js';
import type { ShardedModel } from './sharded-model.js';

/** What an annotated Prisma schema says about sharding. Deeply frozen; knows nothing of Prisma. */
export interface ShardingModel {
  /** Sorted by root. */
  readonly groups: readonly ColocationGroup[];
  /** Sorted by name. */
  readonly models: readonly ShardedModel[];
}
