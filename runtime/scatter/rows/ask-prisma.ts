import type { ModelMethod } from '../../executor/model-method.js';
import type { Fields } from '../../router/fields.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';

/** Lets one shard run a call that Prisma refuses, so that the caller gets Prisma's own error. */
export async function askPrisma(
  { plan, runtime: { executor } }: ScatterScope,
  { call, shards }: Pick<ScatterCall, 'call' | 'shards'>,
  method: ModelMethod,
  args: Fields | undefined,
): Promise<unknown> {
  const shard = shards[0] ?? 0;
  try {
    return await executor.prepare(shard, { model: plan.name, method, args });
  } catch (error) {
    throw executor.explain(shard, call, error);
  }
}
