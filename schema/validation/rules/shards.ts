import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { PlacementAnnotation } from '../../annotation/spec/annotations.js';
import type { SchemaCode } from '../../diagnostics/codes.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import { listed } from '../listed.js';
import type { Rule } from '../schema-facts.js';

/** SG1228, SG1238 and SG1248: every shard that an annotation names is one of the config. */
export const namedShards: Rule = function* ({ models, placement, shards }) {
  if (shards === undefined) return;
  for (const { name } of models) {
    const found = placement(name);
    const named = found === undefined ? undefined : shardsOf(found);
    for (const shard of named?.shards ?? []) {
      if (named === undefined || shards.includes(shard.name)) continue;
      yield error(named.code, {
        at: shard.at,
        message: `There is no shard "${shard.name}" in the config.${didYouMean(shard.name, shards)}`,
        fix: `Name one of its shards (${listed(shards)}), or add "${shard.name}" to \`shards\` of the config.`,
        label: 'no such shard',
      });
    }
  }
};

interface NamedShards {
  readonly code: SchemaCode;
  readonly shards: readonly NameRef[];
}

function shardsOf(placement: PlacementAnnotation): NamedShards | undefined {
  switch (placement.name) {
    case 'geographic': {
      const { regions, default: otherwise } = placement.arguments;
      const named = regions.regions.map(({ shard }) => shard);
      return { code: 'SG1228', shards: otherwise === undefined ? named : [...named, otherwise] };
    }
    case 'range': {
      const { ranges, default: otherwise } = placement.arguments;
      const named = ranges.map(({ shard }) => shard);
      return { code: 'SG1248', shards: otherwise === undefined ? named : [...named, otherwise] };
    }
    case 'global':
      return { code: 'SG1238', shards: [placement.arguments.shard] };
    case 'hash':
    case 'lookup':
    case 'custom':
    case 'colocated':
    case 'reference':
      return undefined;
    default:
      return placement satisfies never;
  }
}
