import type { Executor } from '../executor/executor.js';
import type { Router } from '../router/router.js';

/** What all repositories of one `createShards()` share. Made by `createShardRuntime`. */
export interface ShardRuntime {
  readonly router: Router;
  readonly executor: Executor;
  /** Closes the connections of every shard that was used; a later call opens them again. */
  disconnect(): Promise<void>;
}
