import type { ShardOutcome } from '../executor/run-on-shards.js';
import { type DeletedValues, deletedValues } from '../global-index/deleted-values.js';
import { indexedFields } from '../global-index/present-rows.js';
import type { Fields } from '../router/fields.js';
import { requireLooked } from './require-written.js';
import type { ScatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/**
 * Deletes rows of a model with global indexes: looks at their values first, and gives them up on the shards
 * that have deleted their rows. Where a shard cannot be looked at, none is deleted from.
 *
 * @throws ShardgenError SG3604, SG5001, SG5003.
 */
export async function deleteIndexed(
  { plan, runtime }: ScatterScope,
  { attempt, call: asked, shards }: ScatterCall,
  given: Fields | undefined,
): Promise<readonly ShardOutcome[]> {
  const call = { model: plan.name, method: 'deleteMany' } as const;
  const seen = { where: given?.['where'], select: indexedFields(plan) };
  const looks = await attempt(shards.map((shard) => ({ shard, method: 'findMany', args: seen })));
  requireLooked(runtime.router.topology.shards, asked, looks);
  const held = await Promise.all(
    looks.map(async (look): Promise<readonly [number, DeletedValues]> => {
      const rows: readonly unknown[] = look.ok && Array.isArray(look.value) ? look.value : [];
      return [look.shard, await deletedValues(runtime, plan, call, rows)];
    }),
  );
  const outcomes = await attempt(
    shards.map((shard) => ({ shard, method: 'deleteMany', args: given })),
  );
  const done = new Set(outcomes.filter(({ ok }) => ok).map(({ shard }) => shard));
  await Promise.all(held.filter(([shard]) => done.has(shard)).map(([, values]) => values.giveUp()));
  return outcomes;
}
