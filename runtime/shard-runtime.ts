import type { Catalog } from './catalog/catalog.js';
import type { ControlDatabase } from './control/control-database.js';
import type { CursorSigner } from './cursor/cursor-signer.js';
import type { Directory } from './directory/directory.js';
import type { StrayWatch } from './directory/strays.js';
import type { Executor } from './executor/executor.js';
import type { FailPoints } from './fail-points/fail-point.js';
import type { Ids } from './ids/ids.js';
import type { References } from './reference/references.js';
import type { Router } from './router/router.js';
import type { Running } from './running/running.js';

/** What all repositories of one `createShards()` share. Made by `createShardRuntime`. */
export interface ShardRuntime {
  readonly router: Router;
  readonly executor: Executor;
  readonly ids: Ids;
  /** There when a group is looked up. */
  readonly directory?: Directory | undefined;
  /** With the directory. */
  readonly strays?: StrayWatch | undefined;
  /** There when the schema needs one. */
  readonly control?: ControlDatabase | undefined;
  /** How long an entry of the directory is remembered; only in tests. */
  readonly entryLifetimeMs?: number | undefined;
  /** There when a model is on every shard. */
  readonly references?: References | undefined;
  /** Signs the cursors of pages. */
  readonly signCursor: CursorSigner;
  /** What the databases say of their columns. */
  readonly catalog: Catalog;
  /** What PrismaClient leaves out of rows by its own options, if anything. */
  readonly clientOmit: Readonly<Record<string, unknown>> | undefined;
  /** What calls over several shards share. */
  readonly running: Running;
  /** Only in tests. */
  readonly failPoints?: FailPoints | undefined;
  /** Closes all connections that were used, to shards and to the control database; a later call opens them again. */
  disconnect(): Promise<void>;
}
