import type { ShardRuntimeOptions } from '../../client/shard-runtime-options.js';
import type { FailPointControl } from '../fail-points/fail-point-control.js';
import type { RandomFaultsOptions, RandomFaultsRun } from '../faults/random-faults.js';
import type { VirtualShard } from '../faults/virtual-shard.js';
import type { TestClock } from '../time/test-clock.js';
import type { QueryLog } from '../tracking/query-log.js';
import type { NameOrText } from './name-or-text.js';
import type { VirtualControl } from './virtual-control.js';
import type { VirtualShardsOptions } from './virtual-shards-options.js';

/** What a generated client has in any case. */
export interface DisconnectableClient {
  readonly $disconnect: () => Promise<void>;
}

/** A running set of virtual shards: real databases behind the user's own generated client. */
export interface VirtualShards<Client, Name extends string> {
  readonly db: Client;
  /** In topology order. */
  readonly names: readonly Name[];
  /** By name; an unknown name throws SG7002 with the nearest one. */
  readonly shards: Readonly<Record<Name, VirtualShard>>;
  /**
   * A shard whose name is only known at run time.
   *
   * @example await shard(db.user.route({ id: 1n }).shard).down()
   * @throws ShardgenError SG7002.
   */
  shard(name: string): VirtualShard;
  /** The control database; undefined when the schema needs none. Its statements are no queries of shards. */
  readonly control: VirtualControl | undefined;
  /** Every statement that the shards were sent, since the start or the last `reset()`. */
  readonly queries: QueryLog;
  readonly clock: TestClock;
  readonly failPoints: FailPointControl;
  /**
   * Runs a function while random statements fail. The same seed hits the same statement of each shard.
   *
   * @example await withRandomFaults(randomSeed(), async () => { ... }, { rate: 0.2, runs: 50 })
   * @throws RandomFaultsError SG7014 with the seed and what was injected, when the function fails.
   */
  withRandomFaults<T>(
    seed: number,
    work: (run: RandomFaultsRun) => T | PromiseLike<T>,
    options?: RandomFaultsOptions,
  ): Promise<T>;
  /**
   * As new, for the next test: rows gone, sequences restarted, open and prepared transactions rolled
   * back, faults ended, log empty. Tables that a test made or changed itself stay as they are.
   */
  reset(): Promise<void>;
}

/** Virtual shards that last until they are stopped. */
export interface StartedVirtualShards<Client, Name extends string>
  extends VirtualShards<Client, Name> {
  /** Disconnects the client and drops the databases. May be called again. */
  stop(): Promise<void>;
}

/** What a kit is made from. */
export interface TestingKitOptions<Client extends DisconnectableClient, Name extends string>
  extends VirtualShardsOptions<NoInfer<Name>> {
  /** The generated `createShards`, or a function that passes its options on. */
  readonly createShards: (options: ShardRuntimeOptions<Name>) => Client;
  /** Path or file url of the Prisma schema: a `.prisma` file, or the folder that holds them. */
  readonly schema: string | URL;
  /** SQL to run after the schema's own in every shard: extensions, triggers, checks. */
  readonly sql?: string;
}

/**
 * Tests over virtual shards, for one generated client.
 *
 * @example
 * export const { withVirtualShards, assertQueriesOnShard } = createTestingKit({ createShards, schema: 'prisma' });
 */
export interface TestingKit<Client, Name extends string> {
  /**
   * Runs `body` over new virtual shards, and removes them when it settles, however it does.
   *
   * @example await withVirtualShards(4, async (db) => { await db.user.create({ data: { id: 1n } }); });
   * @throws ShardgenError SG7001 to SG7006, SG7010, SG7015, and those of the server (SG6xxx, SG702x).
   */
  withVirtualShards<T>(
    shards: number | VirtualShardsOptions<Name>,
    body: (db: Client, virtual: VirtualShards<Client, Name>) => T | PromiseLike<T>,
  ): Promise<T>;
  /** Starts virtual shards for several tests: `reset()` between them, `stop()` after them. */
  startVirtualShards(
    shards: number | VirtualShardsOptions<Name>,
  ): Promise<StartedVirtualShards<Client, Name>>;
  /**
   * Runs `work` and requires that its statements went to `shard`, at least one, and none elsewhere.
   * Answers what `work` returned.
   *
   * @example await assertQueriesOnShard('shard_2', () => db.order.findMany({ where: { userId: 7n } }));
   * @throws QueryAssertionError SG7007 with a table of what did happen; ShardgenError SG7002.
   */
  assertQueriesOnShard<T, const Given extends string>(
    shard: NameOrText<Given, Name>,
    work: () => T | PromiseLike<T>,
  ): Promise<T>;
  /** As `assertQueriesOnShard`, but statements elsewhere do not matter. */
  assertQueriesTouchShard<T, const Given extends string>(
    shard: NameOrText<Given, Name>,
    work: () => T | PromiseLike<T>,
  ): Promise<T>;
  /** Requires that `work` sent no statement at all. */
  assertNoQueries<T>(work: () => T | PromiseLike<T>): Promise<T>;
  /** Requires that one call of `work` asked several shards; with names, these and no other. */
  assertScatter<T, const Given extends string>(
    work: () => T | PromiseLike<T>,
    shards?: readonly NameOrText<Given, Name>[],
  ): Promise<T>;
}
