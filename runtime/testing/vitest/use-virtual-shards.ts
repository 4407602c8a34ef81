import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { testingOptionIllegal, virtualShardsNotRunning } from '../../errors/testing-errors.js';
import type { StartedVirtualShards, TestingKit, VirtualShards } from '../kit/testing-kit.js';
import { registerClient } from '../kit/virtual-clients.js';
import type { VirtualShardsOptions } from '../kit/virtual-shards-options.js';
import { lazy } from './lazy.js';

export interface UseVirtualShardsOptions<Name extends string = string>
  extends VirtualShardsOptions<Name> {
  /**
   * `each` makes the shards as new before each test. `never` keeps rows, faults and log from test to
   * test: for rows that a `beforeAll` makes, and for tests that run at the same time. Default: `each`.
   */
  readonly reset?: 'each' | 'never';
}

/** The first start on a machine unpacks and initialises a server. */
const HOOK_TIMEOUT_MS = 60_000;

/**
 * Virtual shards for all tests of a file, or of the `describe` in which it is called: started before
 * the first test, as new before each one, stopped after the last. What it returns may be destructured
 * at once and used in tests and hooks.
 *
 * @example
 * const { db, shards } = useVirtualShards(kit, 4);
 * test('an order goes to one shard', async () => {
 *   await db.order.count({ where: { userId: 1n } });
 *   expect(db).toHaveQueriedOnly([db.order.route({ userId: 1n }).shard]);
 * });
 * @throws ShardgenError SG7009 when used before the start, SG7010; what cannot start fails the tests.
 */
export function useVirtualShards<Client extends object, Name extends string>(
  kit: Pick<TestingKit<Client, Name>, 'startVirtualShards'>,
  shards: number | UseVirtualShardsOptions<NoInfer<Name>> = {},
): VirtualShards<Client, Name> {
  const reset = checkReset(shards);
  let started: StartedVirtualShards<Client, Name> | undefined;
  const found = () => {
    if (started === undefined) throw virtualShardsNotRunning('before');
    return started;
  };
  let starting: Promise<StartedVirtualShards<Client, Name>> | undefined;
  beforeAll(async () => {
    starting = kit.startVirtualShards(shards);
    started = await starting;
  }, HOOK_TIMEOUT_MS);
  afterAll(async () => {
    // The start may have failed, or still go on when another hook has failed meanwhile.
    const last = await starting?.catch(() => undefined);
    await last?.stop();
  }, HOOK_TIMEOUT_MS);
  if (reset === 'each') resetBeforeEach(() => found().reset());

  const virtual: VirtualShards<Client, Name> = Object.freeze({
    db: lazy(() => started?.db),
    names: lazy(() => started?.names, []),
    shards: lazy(() => started?.shards),
    shard: (name) => found().shard(name),
    get control() {
      return found().control;
    },
    queries: lazy(() => started?.queries),
    clock: lazy(() => started?.clock),
    failPoints: lazy(() => started?.failPoints),
    withRandomFaults: async (seed, work, options) => found().withRandomFaults(seed, work, options),
    reset: async () => found().reset(),
  } satisfies VirtualShards<Client, Name>);
  registerClient(virtual.db, virtual);
  return virtual;
}

/**
 * Before and not after: the after-hooks of a test still see its log, rows and faults, in whichever
 * order hooks run; and what a `beforeAll` wrote is gone for every test, not for all but the first.
 */
function resetBeforeEach(reset: () => Promise<void>): void {
  const running = new Set<string>();
  const resetting = new Set<string>();
  beforeEach(async ({ task }) => {
    const isAlone = running.size === 0;
    running.add(task.id);
    if (!isAlone) {
      throw testingOptionIllegal(
        'reset',
        'each',
        "'never' where tests run at the same time: the reset of one would take the rows of another",
      );
    }
    resetting.add(task.id);
    await reset();
    resetting.delete(task.id);
  }, HOOK_TIMEOUT_MS);
  beforeEach(({ task }) => {
    if (!resetting.has(task.id)) return;
    throw testingOptionIllegal(
      'sequence.hooks',
      'parallel',
      "'stack' or 'list' in vitest's config: a hook that makes rows must wait for the reset",
    );
  });
  afterEach(({ task }) => {
    running.delete(task.id);
    resetting.delete(task.id);
  });
}

/** JavaScript callers may give anything; what the kit takes, the kit checks. */
function checkReset(given: unknown): 'each' | 'never' {
  if (typeof given !== 'object' || given === null || !('reset' in given)) return 'each';
  const { reset } = given;
  if (reset === undefined) return 'each';
  if (reset === 'each' || reset === 'never') return reset;
  throw testingOptionIllegal('reset', reset, "'each' or 'never'");
}
