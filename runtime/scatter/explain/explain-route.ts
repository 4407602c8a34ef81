import { isLookup } from '../../directory/find-shard.js';
import type { Fields } from '../../router/fields.js';
import { keysForFilter } from '../../router/prune/shards-for-filter.js';
import { among, rowsOfInterest } from '../scatter-call.js';
import type { ReadScope } from '../scatter-scope.js';
import type { ScatterRoute } from '../surface/scatter-plan.js';

/** Which shards a call asks, by what decides it when the call runs. */
export function explainRoute(
  { chosen, plan, runtime: { router } }: ReadScope,
  given: Fields | undefined,
): ScatterRoute {
  const { shards } = router.topology;
  const rows = rowsOfInterest(given);
  const candidates = chosen ?? [...shards.keys()];
  const named = (list: readonly number[]) =>
    Object.freeze(list.map((shard) => shards[shard] ?? ''));
  const whose = chosen === undefined ? `the ${shards.length} shards` : 'the shards of onShards()';
  if (isLookup(plan) && keysForFilter(plan, rows) !== undefined) {
    const why = `The filter names keys of group ${plan.group.name}: their shards, among ${whose}, are unknown until its directory is asked.`;
    return Object.freeze({ kind: 'directory', shards: named(candidates), pruned: NONE, why });
  }
  const asked = among(router.shardsFor(plan, rows), chosen);
  const pruned = candidates.filter((shard) => !asked.includes(shard));
  return Object.freeze({
    kind: 'shards',
    shards: named(asked),
    pruned: named(pruned),
    why:
      pruned.length === 0
        ? `Each of ${whose} may have rows that match.`
        : `By what the filter says of the shard key, no other of ${whose} can have rows that match.`,
  });
}

const NONE = Object.freeze([]);
