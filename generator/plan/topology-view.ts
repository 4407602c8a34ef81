import { MANIFEST_VERSION } from '../../runtime/manifest/sharding-manifest.js';
import { controlNeeds } from './control-needs.js';
import type { GenerationInput } from './generation-input.js';
import { groupManifest, indexManifest } from './group-manifest.js';
import { literal } from './literal.js';
import { quoted } from './names.js';

/** Everything that `topology.ts.hbs` prints. */
export interface TopologyView {
  /** Quoted; empty when no config names the shards. */
  readonly shardNames: readonly string[];
  readonly topology: string;
}

/** How the values of global indexes are spread over the shards. */
function indexGroup({ model, owners }: GenerationInput) {
  const index = indexManifest(model, owners);
  return index === undefined ? {} : { index };
}

export function topologyView(input: GenerationInput): TopologyView {
  const names = input.shards.map(({ name }) => name);
  return {
    shardNames: input.shards.map((shard) => quoted(shard.name)),
    topology: literal({
      version: MANIFEST_VERSION,
      epoch: input.epoch,
      shards: Object.fromEntries(
        input.shards.map((shard) => [
          shard.name,
          shard.env === undefined ? {} : { env: shard.env },
        ]),
      ),
      ...(controlNeeds(input.model).length === 0 ? {} : { control: input.control ?? {} }),
      groups: Object.fromEntries(
        input.model.groups.map((group) => [
          group.root,
          groupManifest(input.model, group, input.owners, input.placements, names),
        ]),
      ),
      ...indexGroup(input),
    }),
  };
}
