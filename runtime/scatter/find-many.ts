import { planRows } from './rows/plan-rows.js';
import { readRows } from './rows/read-rows.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/**
 * The rows of the shards in the order of the call; without any, the rows of one shard after the other.
 *
 * @throws ShardgenError SG3011, SG3040 to SG3049, SG5002, SG5013.
 */
export function findMany(scope: ScatterScope, args: unknown): Promise<readonly unknown[]> {
  return scatterCall(scope, 'findMany', args, async (asking, given) => {
    const { runtime, plan, options } = scope;
    const { clientOmit } = runtime;
    const planned = planRows({ call: asking.call, plan, options, clientOmit }, given);
    return readRows(scope, asking, planned);
  });
}
