import type { ShardRuntimeOptions } from '../../client/shard-runtime-options.js';
import { TEST_SEAMS, type TestSeams } from '../../client/test-seams.js';
import { systemClock } from '../../clock/clock.js';
import { clientNotVirtual } from '../../errors/testing-errors.js';
import { linkedAdapter } from '../link/linked-adapter.js';
import { createShardLink } from '../link/shard-link.js';
import { createQueryTracker } from '../tracking/query-tracker.js';

type CreateShards<Name extends string> = (options: ShardRuntimeOptions<Name>) => unknown;

/**
 * The shard names of a generated client, in its order; empty when it leaves them to the options.
 * A client is made for it that is never used, and so opens no connection.
 *
 * @throws ShardgenError SG7006.
 */
export function declaredShards<Name extends string>(
  createShards: CreateShards<Name>,
): readonly string[] {
  let found: readonly string[] | undefined;
  const tracker = createQueryTracker([]);
  const seams: TestSeams = {
    shards(declared) {
      found = declared;
      const names = declared.length > 0 ? declared : ['shard_1'];
      return names.map((name) => ({
        name,
        url: `postgres://127.0.0.1/${encodeURIComponent(name)}`,
      }));
    },
    adapter: ({ name, url }) =>
      linkedAdapter({
        shard: name,
        url,
        tracker,
        link: createShardLink(systemClock, tracker.activity),
      }),
    clientOptions: () => ({}),
    clock: systemClock,
    watcher: tracker.watcher,
    failPoints: { reach: async () => undefined },
  };
  const client = createShards({ [TEST_SEAMS]: seams });
  if (found === undefined) throw clientNotVirtual('its options did not arrive in the runtime');
  if (typeof client !== 'object' || client === null || !('$disconnect' in client)) {
    throw clientNotVirtual('what it returns has no $disconnect()');
  }
  return found;
}
