import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import type { AnnotationSpec } from './annotation-spec.js';

/** Of an annotation about several fields together. */
export interface FieldsArguments {
  readonly fields: readonly NameRef[];
}

export const globallyUniqueField: AnnotationSpec<object> = {
  name: 'globallyUnique',
  level: 'field',
  description: 'A value of the field belongs to one row only, whatever shard it is on.',
  example: '@shard.globallyUnique',
  arguments: {},
};

export const globallyUniqueModel: AnnotationSpec<FieldsArguments> = {
  name: 'globallyUnique',
  level: 'model',
  description: 'The values of several fields together belong to one row only.',
  example: '@@shard.globallyUnique([tenant, slug])',
  positional: 'fields',
  arguments: {
    fields: { kind: fieldList, description: 'The fields.' },
  },
};
