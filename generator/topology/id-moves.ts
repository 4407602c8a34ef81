import type { GroupManifest } from '../../runtime/manifest/sharding-manifest.js';
import type { GeneratedGroup } from './read-generated-topology.js';

/**
 * Sentences about ids that carry a bucket now, of models that were generated without: their rows have other
 * ids, by which they would not be found.
 *
 * @param models those that were generated before.
 */
export function idMoves(
  before: ReadonlyMap<string, GeneratedGroup>,
  now: ReadonlyMap<string, GroupManifest>,
  models: ReadonlySet<string>,
): readonly string[] {
  return [...now].flatMap(([root, group]) => {
    if (group.strategy !== 'hash') return [];
    const old = before.get(root);
    const carried = old?.strategy === 'hash' ? (old.ids ?? {}) : {};
    return Object.entries(group.ids ?? {}).flatMap(([id, generator]) => {
      const [model = ''] = id.split('.');
      const known = carried[id];
      if (!models.has(model) || known === generator) return [];
      return known === undefined
        ? [`${id}: rows that are there have ids without a bucket, which lead to no shard`]
        : [`${id}: rows that are there have ids of ${known}, which ${generator} reads as others`];
    });
  });
}
