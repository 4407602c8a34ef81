import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import { flag } from '../argument/flag.js';
import { type RegionList, regionList } from '../argument/region-list.js';
import { shardRef } from '../argument/shard-ref.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface GeographicArguments {
  readonly on: readonly NameRef[];
  readonly regions: RegionList;
  readonly default: NameRef | undefined;
  readonly caseInsensitive: boolean;
}

export const geographic: AnnotationSpec<GeographicArguments> = {
  name: 'geographic',
  level: 'model',
  description:
    'The model is the root of a colocation group; the region of its key says on which shard its rows live.',
  example: '@@shard.geographic(on: [region], regions: { "eu": shard_eu })',
  arguments: {
    on: { kind: fieldList, description: 'The fields of the shard key.' },
    regions: { kind: regionList, description: 'The regions and their shards, first match first.' },
    default: {
      kind: shardRef,
      description: 'The shard of keys that no region has; without it they are errors.',
      fallback: undefined,
    },
    caseInsensitive: {
      kind: flag,
      description: 'Whether A to Z count like a to z when a region is looked up.',
      fallback: false,
    },
  },
};
