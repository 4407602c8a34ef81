import type { KeyType } from '../../schema/model/key-type.js';
import type { KeyValue } from '../key/key-value.js';
import type { RegionNode } from '../topology/region-index.js';
import type { GeographicGroup } from '../topology/topology.js';
import { lookedUp } from './find-region.js';

/**
 * Positions in `group.regions` of the regions that have keys with these values, one list per key field. Keys
 * without a region are on no shard.
 */
export function findRegions(
  group: GeographicGroup,
  types: readonly KeyType[],
  key: readonly ReadonlySet<KeyValue>[],
): ReadonlySet<number> {
  const found = new Set<number>();
  let nodes = new Set<RegionNode>([group.index]);
  for (let position = 0; nodes.size > 0; position++) {
    const next = new Set<RegionNode>();
    for (const node of nodes) {
      if (typeof node === 'number') {
        if (node >= 0) found.add(node);
        continue;
      }
      for (const value of key[position] ?? []) {
        next.add(node.byValue.get(lookedUp(group, types[position], value)) ?? node.others);
      }
    }
    nodes = next;
  }
  return found;
}
