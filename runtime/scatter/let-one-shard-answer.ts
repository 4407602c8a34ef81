import { ScatterError } from '../errors/execution-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { Fields } from '../router/fields.js';
import type { ScatterCall } from './scatter-call.js';

/**
 * What one shard answers, whose error is that of the call: that nothing was found is then said by Prisma
 * itself.
 */
export async function letOneShardAnswer(
  { askEach, shards }: ScatterCall,
  method: ModelMethod,
  args: Fields | undefined,
): Promise<unknown> {
  try {
    const [answer] = await askEach([{ shard: shards[0] ?? 0, method, args }]);
    return answer?.value;
  } catch (error) {
    throw error instanceof ScatterError && error.failures.length === 1
      ? error.failures[0]?.cause
      : error;
  }
}
