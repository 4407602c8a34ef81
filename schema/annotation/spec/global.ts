import type { NameRef } from '../argument/argument-kind.js';
import { shardRef } from '../argument/shard-ref.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface GlobalArguments {
  readonly shard: NameRef;
}

export const global: AnnotationSpec<GlobalArguments> = {
  name: 'global',
  level: 'model',
  description: 'The model is not sharded: all its rows live on one named shard.',
  example: '@@shard.global(shard: main)',
  arguments: {
    shard: { kind: shardRef, description: 'The shard of all rows.' },
  },
};
