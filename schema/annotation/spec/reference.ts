import type { AnnotationSpec } from './annotation-spec.js';

export const reference: AnnotationSpec<object> = {
  name: 'reference',
  level: 'model',
  description: 'The model is not sharded: every shard has a copy of all its rows.',
  example: '@@shard.reference',
  arguments: {},
};
