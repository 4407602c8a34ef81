import { ScatterError, stateOf } from '../errors/execution-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { Fields } from '../router/fields.js';
import { failuresOf } from './ask-shards.js';
import type { ScatterCall } from './scatter-call.js';

/**
 * What one shard answers, whose error is that of the call: that nothing was found is then said by Prisma
 * itself.
 *
 * @throws ShardgenError SG5002 where the shard could not be asked.
 */
export async function letOneShardAnswer(
  { attempt, call }: ScatterCall,
  shards: readonly string[],
  question: {
    readonly shard: number;
    readonly method: ModelMethod;
    readonly args: Fields | undefined;
  },
): Promise<unknown> {
  const [outcome] = await attempt([question]);
  if (outcome === undefined || outcome.ok) return outcome?.value;
  if (stateOf(outcome.error) === 'failed') throw outcome.error;
  throw new ScatterError(call, failuresOf(shards, [outcome]), 1);
}
