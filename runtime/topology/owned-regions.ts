import { brokenManifest, codeNamesUnknownShard } from '../errors/topology-errors.js';
import { ownEntry } from '../manifest/own-entry.js';
import type { GeographicGroupManifest } from '../manifest/sharding-manifest.js';
import { indexRegions, type RegionValues } from './region-index.js';
import type { GeographicGroup } from './topology.js';

/**
 * The regions of a group over the given shards.
 *
 * @throws ShardgenError SG4004 when a region names another shard, SG4011 when one names another field.
 */
export function ownedRegions(
  name: string,
  manifest: GeographicGroupManifest,
  shards: readonly string[],
): GeographicGroup {
  const fields = Object.keys(manifest.key);
  const shardNamed = (shard: string) => {
    const index = shards.indexOf(shard);
    if (index < 0) throw codeNamesUnknownShard(`The regions of group ${name} name`, shard, shards);
    return index;
  };
  for (const { values } of manifest.regions) {
    const stranger = Object.keys(values).find((field) => !fields.includes(field));
    if (stranger !== undefined) {
      throw brokenManifest(`a region of group ${name} names "${stranger}", which is no key field`);
    }
  }
  const regions: GeographicGroup['regions'][number][] = manifest.regions.map(
    ({ values, shard }) => ({ region: values, shard: shardNamed(shard) }),
  );
  const wanted: RegionValues[] = manifest.regions.map(({ values }) =>
    fields.map((field) => ownEntry(values, field)),
  );
  if (manifest.default !== undefined) {
    regions.push({ region: 'default', shard: shardNamed(manifest.default) });
    wanted.push(fields.map(() => undefined));
  }
  return {
    strategy: 'geographic',
    name,
    fields,
    caseInsensitive: manifest.caseInsensitive === true,
    regions,
    index: indexRegions(wanted),
  };
}
