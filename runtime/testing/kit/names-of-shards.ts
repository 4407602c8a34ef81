import type { ShardRuntimeOptions } from '../../client/shard-runtime-options.js';
import { TEST_SEAMS, type TestSeams } from '../../client/test-seams.js';
import { systemClock } from '../../clock/clock.js';
import { clientNotVirtual } from '../../errors/testing-errors.js';
import { linkedAdapter } from '../link/linked-adapter.js';
import { createShardLink } from '../link/shard-link.js';
import { createQueryTracker } from '../tracking/query-tracker.js';
import { chooseNames } from './choose-names.js';

type CreateShards<Name extends string> = (options: ShardRuntimeOptions<Name>) => unknown;

/** What a client has to be given. */
interface WantedShards {
  readonly names: readonly string[];
  /** Whether its schema needs a control database. */
  readonly needsControl: boolean;
}

/**
 * The names of the virtual shards, chosen from those that the generated client declares, in its order.
 * A client over them is made that is never used: it opens no connection, and refuses what it cannot do.
 *
 * @throws ShardgenError SG7001 to SG7003, SG7006, and what `createShards()` throws.
 */
export function namesOfShards<Name extends string>(
  createShards: CreateShards<Name>,
  wanted: unknown,
  deadlineMs: number | undefined,
): WantedShards {
  let needsControl = false;
  let found: readonly string[] | undefined;
  const tracker = createQueryTracker([]);
  const seams: TestSeams = {
    shards(declared) {
      found = chooseNames(wanted, declared);
      return found.map((name) => ({
        name,
        url: `postgres://127.0.0.1/${encodeURIComponent(name)}`,
      }));
    },
    control() {
      needsControl = true;
      return { url: 'postgres://127.0.0.1/control' };
    },
    onReset: () => undefined,
    adapter: ({ name, url }) =>
      linkedAdapter({
        shard: name,
        url,
        tracker,
        link: createShardLink(systemClock, tracker.activity),
      }),
    clientOptions: () => ({}),
    clock: systemClock,
    probing: () => () => undefined,
    watcher: tracker.watcher,
    failPoints: { reach: async () => undefined },
  };
  const client = createShards({
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    [TEST_SEAMS]: seams,
  });
  if (found === undefined) throw clientNotVirtual('its options did not arrive in the runtime');
  if (typeof client !== 'object' || client === null || !('$disconnect' in client)) {
    throw clientNotVirtual('what it returns has no $disconnect()');
  }
  return { names: found, needsControl };
}
