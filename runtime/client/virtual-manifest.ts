import type {
  GroupManifest,
  HashGroupManifest,
  ShardingManifest,
} from '../manifest/sharding-manifest.js';

/**
 * The manifest over other shards than the declared ones. The same shards keep what they own. Any other
 * number of them shares all buckets evenly, and takes what the missing shards have in turn.
 */
export function virtualManifest(
  manifest: ShardingManifest,
  shards: readonly string[],
): ShardingManifest {
  const declared = Object.keys(manifest.shards);
  const same = declared.length === shards.length && shards.every((name) => declared.includes(name));
  if (same) return manifest;
  const groups = Object.entries(manifest.groups).map(
    ([root, group]) => [root, overShards(group, declared, shards)] as const,
  );
  const { index, ...others } = manifest;
  return {
    ...others,
    groups: Object.fromEntries(groups),
    ...(index === undefined ? {} : { index: sharedEvenly(index) }),
  };
}

function overShards(
  group: GroupManifest,
  declared: readonly string[],
  shards: readonly string[],
): GroupManifest {
  switch (group.strategy) {
    case 'hash':
      return sharedEvenly(group);
    case 'geographic': {
      const { default: otherwise, regions } = group;
      const virtual = virtually(regions, otherwise, declared, shards);
      return {
        ...group,
        regions: regions.map(({ values, shard }) => ({ values, shard: virtual(shard) })),
        ...(otherwise === undefined ? {} : { default: virtual(otherwise) }),
      };
    }
    case 'range': {
      const { default: otherwise, ranges } = group;
      const virtual = virtually(ranges, otherwise, declared, shards);
      return {
        ...group,
        ranges: ranges.map((range) => ({ ...range, shard: virtual(range.shard) })),
        ...(otherwise === undefined ? {} : { default: virtual(otherwise) }),
      };
    }
    case 'lookup': {
      // Other shards than the declared ones get new keys alike.
      const { placement: _, ...alike } = group;
      return alike;
    }
    case 'custom': {
      const standIn = inTurn(declared, shards);
      // Without a config the function knows the shards that it is given.
      if (declared.length === 0) return group;
      return {
        ...group,
        standIns: Object.fromEntries(declared.map((shard) => [shard, standIn(shard)])),
      };
    }
    case 'global':
      return { ...group, shard: inTurn([...declared, group.shard], shards)(group.shard) };
    case 'reference':
      return { strategy: group.strategy };
    default:
      return group satisfies never;
  }
}

function sharedEvenly({ owners: _, ...shared }: HashGroupManifest): HashGroupManifest {
  return shared;
}

/** The shard that stands for one of the `named`: itself if it is there, else one of `shards` in turn. */
function inTurn(named: readonly string[], shards: readonly string[]): (name: string) => string {
  const order = [...new Set(named)];
  return (name) =>
    shards.includes(name) ? name : (shards[order.indexOf(name) % shards.length] ?? '');
}

/** The same for shards that regions or ranges name. */
function virtually(
  owned: readonly { readonly shard: string }[],
  otherwise: string | undefined,
  declared: readonly string[],
  shards: readonly string[],
): (shard: string) => string {
  // Without a config only the regions and ranges name shards.
  return inTurn([...declared, ...owned.map(({ shard }) => shard), otherwise ?? ''], shards);
}
