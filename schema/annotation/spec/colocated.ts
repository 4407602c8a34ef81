import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import { modelRef } from '../argument/model-ref.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface ColocatedArguments {
  readonly with: NameRef;
  readonly on: readonly NameRef[];
}

export const colocated: AnnotationSpec<ColocatedArguments> = {
  name: 'colocated',
  level: 'model',
  description: 'Rows of the model live with the rows of another model that have the same key.',
  example: '@@shard.colocated(with: User, on: [userId])',
  arguments: {
    with: { kind: modelRef, description: 'The model to follow.' },
    on: {
      kind: fieldList,
      description: "The fields that hold the followed model's shard key, in its order.",
    },
  },
};
