import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import { type RangeRef, rangeList } from '../argument/range-list.js';
import { shardRef } from '../argument/shard-ref.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface RangeArguments {
  readonly on: readonly NameRef[];
  readonly ranges: readonly RangeRef[];
  readonly default: NameRef | undefined;
}

export const range: AnnotationSpec<RangeArguments> = {
  name: 'range',
  level: 'model',
  description:
    'The model is the root of a colocation group; the range that its key is in says on which shard its rows live.',
  example: '@@shard.range(on: [id], ranges: [{ to: 1000, shard: shard_1 }], default: shard_2)',
  arguments: {
    on: { kind: fieldList, description: 'The field of the shard key.' },
    ranges: { kind: rangeList, description: 'The ranges of the key, each with its shard.' },
    default: {
      kind: shardRef,
      description: 'The shard of keys that no range has; without it ranges leave no gaps.',
      fallback: undefined,
    },
  },
};
