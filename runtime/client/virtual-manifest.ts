import type { ShardingManifest } from '../manifest/sharding-manifest.js';

/**
 * The manifest over other shards than the declared ones. The same shards keep what they own; any
 * other number of them shares all buckets evenly.
 */
export function virtualManifest(
  manifest: ShardingManifest,
  shards: readonly string[],
): ShardingManifest {
  const declared = Object.keys(manifest.shards);
  const same = declared.length === shards.length && shards.every((name) => declared.includes(name));
  if (same) return manifest;
  const groups = Object.entries(manifest.groups).map(([root, group]) => {
    const { owners: _, ...shared } = group;
    return [root, shared] as const;
  });
  return { ...manifest, groups: Object.fromEntries(groups) };
}
