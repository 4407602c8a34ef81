import type { IdGenerator } from '../../model/shard-id.js';
import { flag } from '../argument/flag.js';
import { idGenerator } from '../argument/id-generator.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface IdArguments {
  readonly generator: IdGenerator | undefined;
  readonly bucket: boolean;
}

export const id: AnnotationSpec<IdArguments> = {
  name: 'id',
  level: 'field',
  description: 'New rows get a value that no other shard and no other process gives.',
  example: '@shard.id',
  arguments: {
    generator: {
      kind: idGenerator,
      description: 'What makes the values; the type of the field says it, if not given.',
      fallback: undefined,
    },
    bucket: {
      kind: flag,
      description: 'Whether a value carries the bucket of its row, so that it leads to the shard.',
      fallback: false,
    },
  },
};
