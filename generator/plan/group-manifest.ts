import { ownEntry } from '../../runtime/manifest/own-entry.js';
import type {
  GroupManifest,
  HashGroupManifest,
  RegionManifest,
} from '../../runtime/manifest/sharding-manifest.js';
import { INDEX_GROUP } from '../../runtime/topology/build-topology.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { Region } from '../../schema/model/strategy.js';
import type { Owners, Placements } from './generation-input.js';
import { groupKey } from './group-key.js';

/** Key field to its values in a region; fields of any value are left out. */
export function regionValues(
  fields: readonly string[],
  values: Region['values'],
): RegionManifest['values'] {
  return Object.fromEntries(
    fields.flatMap((field, i) => {
      const said = values[i];
      return said === undefined ? [] : [[field, said] as const];
    }),
  );
}

/** Enough for any number of shards that one would add. */
const INDEX_BUCKETS = 4096;

/** The buckets of global indexes; undefined where no model has one. */
export function indexManifest(model: ShardingModel, owners: Owners): HashGroupManifest | undefined {
  if (model.models.every(({ indexes }) => indexes.length === 0)) return undefined;
  const owned = owners[INDEX_GROUP];
  return {
    strategy: 'hash',
    buckets: INDEX_BUCKETS,
    key: { index: 'text', value: 'text' },
    ...(owned === undefined ? {} : { owners: owned }),
  };
}

/** Ids that carry a bucket of the group. */
function carryingIds(model: ShardingModel, root: string): NonNullable<HashGroupManifest['ids']> {
  return Object.fromEntries(
    model.models
      .filter(({ group }) => group === root)
      .flatMap(({ ids, name }) =>
        ids
          .filter(({ bucket }) => bucket)
          .map((id) => [`${name}.${id.name}`, id.generator] as const),
      ),
  );
}

/** What the runtime has to know about a group, in the order in which it is printed. */
export function groupManifest(
  model: ShardingModel,
  { root, strategy }: ColocationGroup,
  owners: Owners,
  placements: Placements = {},
): GroupManifest {
  const key = groupKey(model, root);
  switch (strategy.kind) {
    case 'hash': {
      const owned = ownEntry(owners, root);
      const { kind, buckets } = strategy;
      const ids = carryingIds(model, root);
      return {
        strategy: kind,
        buckets,
        key,
        ...(Object.keys(ids).length === 0 ? {} : { ids }),
        ...(owned === undefined ? {} : { owners: owned }),
      };
    }
    case 'geographic': {
      const fields = Object.keys(key);
      return {
        strategy: strategy.kind,
        key,
        ...(strategy.caseInsensitive ? { caseInsensitive: true } : {}),
        regions: strategy.regions.map(({ shard, values }) => ({
          values: regionValues(fields, values),
          shard,
        })),
        ...(strategy.otherwise === undefined ? {} : { default: strategy.otherwise }),
      };
    }
    case 'range':
      return {
        strategy: strategy.kind,
        key,
        ranges: strategy.ranges.map(({ from, to, shard }) => ({
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          shard,
        })),
        ...(strategy.otherwise === undefined ? {} : { default: strategy.otherwise }),
      };
    case 'lookup': {
      const placement = ownEntry(placements, root);
      return { strategy: strategy.kind, key, ...(placement === undefined ? {} : { placement }) };
    }
    case 'custom':
      return { strategy: strategy.kind, key };
    case 'global':
      return { strategy: strategy.kind, shard: strategy.shard };
    default:
      return strategy satisfies never;
  }
}
