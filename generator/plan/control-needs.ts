import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';

/**
 * What of a schema needs the control database, for people: `@@shard.lookup on Tenant`. Nothing does
 * where this is empty; then generated code does not ask for one.
 */
export function controlNeeds(model: ShardingModel): readonly string[] {
  return [...model.groups.flatMap(needsOfGroup), ...model.models.flatMap(needsOfIds)];
}

/** Worker numbers of snowflakes are leased there. */
function needsOfIds({ ids, name: model }: ShardedModel): readonly string[] {
  return ids.flatMap(({ generator, name }) =>
    generator === 'uuid7' ? [] : [`@shard.id (${generator}) on ${model}.${name}`],
  );
}

function needsOfGroup({ root, strategy }: ColocationGroup): readonly string[] {
  switch (strategy.kind) {
    case 'lookup':
      return [`@@shard.lookup on ${root}`];
    case 'hash':
    case 'geographic':
    case 'range':
    case 'custom':
    case 'global':
      return [];
    default:
      return strategy satisfies never;
  }
}
