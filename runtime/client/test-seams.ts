import type { Clock } from '../clock/clock.js';
import type { ControlDatabaseOptions } from '../control/create-control-database.js';
import type { SqlDriverAdapterFactory } from '../executor/prisma/driver-adapter.js';
import type { ShardConnection } from '../executor/prisma/shard-connection.js';
import type { CallWatcher } from '../executor/watch-calls.js';
import type { FailPoints } from '../fail-points/fail-point.js';

/** Registered, so that it is one symbol even where two copies of shardgen are installed. */
export const TEST_SEAMS: unique symbol = Symbol.for('shardgen.testSeams');

/** Where `shardgen/testing` takes hold of the runtime. */
export interface TestSeams {
  /** The shards to use in place of the declared ones; called once per client. */
  shards(declared: readonly string[]): readonly ShardConnection[];
  /** The control database to use in place of the declared one; called once per client that needs one. */
  control(): ControlDatabaseOptions;
  /** Tells whom to call when the databases were made as new: what is remembered of them is wrong then. */
  onReset(forget: () => void): void;
  /** In place of any other adapter. */
  adapter(shard: ShardConnection): SqlDriverAdapterFactory;
  /** Further options of a shard's PrismaClient. */
  clientOptions(shard: ShardConnection): object;
  readonly clock: Clock;
  readonly watcher: CallWatcher;
  /** A shard is probed in the background; the answer is called when that has ended. */
  probing(): () => void;
  readonly failPoints: FailPoints;
  /** How long an entry of the directory is remembered, which moves wait for. Default: a minute. */
  readonly entryLifetimeMs?: number | undefined;
}
