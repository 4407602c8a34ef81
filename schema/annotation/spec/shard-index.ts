import { fieldList } from '../argument/field-list.js';
import type { AnnotationSpec } from './annotation-spec.js';
import type { FieldsArguments } from './globally-unique.js';

export const indexField: AnnotationSpec<object> = {
  name: 'index',
  level: 'field',
  description: 'A value of the field leads to the shard keys of the rows that have it.',
  example: '@shard.index',
  arguments: {},
};

export const indexModel: AnnotationSpec<FieldsArguments> = {
  name: 'index',
  level: 'model',
  description: 'The values of several fields together lead to shard keys.',
  example: '@@shard.index([country, city])',
  positional: 'fields',
  arguments: {
    fields: { kind: fieldList, description: 'The fields.' },
  },
};
