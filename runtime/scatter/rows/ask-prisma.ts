import { ScatterError, stateOf } from '../../errors/execution-errors.js';
import type { ModelMethod } from '../../executor/model-method.js';
import type { Fields } from '../../router/fields.js';
import { failuresOf } from '../ask-shards.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';

/**
 * Lets one shard run a call that Prisma refuses, so that the caller gets Prisma's own error.
 *
 * @throws ShardgenError SG5002 where the shard could not be asked.
 */
export async function askPrisma(
  { runtime }: ScatterScope,
  { attempt, call, shards }: Pick<ScatterCall, 'attempt' | 'call' | 'shards'>,
  method: ModelMethod,
  args: Fields | undefined,
): Promise<unknown> {
  const [outcome] = await attempt([{ shard: shards[0] ?? 0, method, args }]);
  if (outcome === undefined || outcome.ok) return outcome?.value;
  if (stateOf(outcome.error) === 'failed') throw outcome.error;
  throw new ScatterError(call, failuresOf(runtime.router.topology.shards, [outcome]), 1);
}
