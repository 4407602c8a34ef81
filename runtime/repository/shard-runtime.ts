import type { Executor } from '../executor/executor.js';
import type { FailPoints } from '../fail-points/fail-point.js';
import type { Router } from '../router/router.js';

/** What all repositories of one `createShards()` share. Made by `createShardRuntime`. */
export interface ShardRuntime {
  readonly router: Router;
  readonly executor: Executor;
  /** Only in tests. */
  readonly failPoints?: FailPoints | undefined;
  /** Closes the connections of every shard that was used; a later call opens them again. */
  disconnect(): Promise<void>;
}
