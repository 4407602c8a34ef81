import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import { integer } from '../argument/integer.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface HashArguments {
  readonly on: readonly NameRef[];
  readonly buckets: number;
}

export const hash: AnnotationSpec<HashArguments> = {
  name: 'hash',
  level: 'model',
  description:
    'The model is the root of a colocation group; its rows spread by the hash of their key.',
  example: '@@shard.hash(on: [id])',
  arguments: {
    on: { kind: fieldList, description: 'The fields of the shard key.' },
    buckets: {
      kind: integer(1, 65_536, 4096),
      description: 'Into how many buckets the keys fall; it never changes later.',
      fallback: 4096,
    },
  },
};
