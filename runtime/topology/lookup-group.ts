import { brokenManifest, codeNamesUnknownShard } from '../errors/topology-errors.js';
import { ownEntry } from '../manifest/own-entry.js';
import type { LookupGroupManifest } from '../manifest/sharding-manifest.js';
import type { LookupGroup } from './topology.js';

/**
 * A group whose new keys are shared out over the given shards.
 *
 * @throws ShardgenError SG4004 when the placement names another shard, SG4011 for a weight that is none
 * or when no shard takes new keys.
 */
export function lookupGroup(
  name: string,
  { key, placement = {} }: LookupGroupManifest,
  shards: readonly string[],
): LookupGroup {
  const stranger = Object.keys(placement).find((shard) => !shards.includes(shard));
  if (stranger !== undefined) {
    throw codeNamesUnknownShard(`The placement of group ${name} names`, stranger, shards);
  }
  const weights = shards.map((shard) => {
    const { weight = 1, acceptNewKeys = true } = ownEntry(placement, shard) ?? {};
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) {
      throw brokenManifest(`the weight of shard "${shard}" in group ${name} is ${weight}`);
    }
    return acceptNewKeys ? weight : 0;
  });
  if (!weights.some((weight) => weight > 0)) {
    throw brokenManifest(`no shard takes new keys of group ${name}`);
  }
  return { strategy: 'lookup', name, fields: Object.keys(key), weights: Object.freeze(weights) };
}
