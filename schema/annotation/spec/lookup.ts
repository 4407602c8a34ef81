import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface LookupArguments {
  readonly on: readonly NameRef[];
}

export const lookup: AnnotationSpec<LookupArguments> = {
  name: 'lookup',
  level: 'model',
  description:
    'The model is the root of a colocation group; a directory in the control database says on which shard a key lives.',
  example: '@@shard.lookup(on: [tenantId])',
  arguments: {
    on: { kind: fieldList, description: 'The fields of the shard key.' },
  },
};
