import { type ArgumentKind, type NameRef, wrongKind } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import { modelRef } from '../argument/model-ref.js';
import { fieldRef, plainName } from '../argument/plain-name.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface FieldRelationArguments {
  readonly to: NameRef;
  readonly references: NameRef | undefined;
  readonly name: NameRef | undefined;
}

export interface ModelRelationArguments {
  readonly name: NameRef;
  readonly to: NameRef;
  readonly fields: readonly NameRef[];
  readonly references: readonly NameRef[];
}

const anyName = plainName('a name of letters, digits and underscores', 'product');

/** Part of the name of a method; written as Prisma's names are. */
const relationName: ArgumentKind<NameRef> = {
  ...anyName,
  read(value, argument) {
    const result = anyName.read(value, argument);
    const legal = !result.ok || /^[A-Za-z]\w*$/.test(result.value.name);
    return legal ? result : wrongKind(anyName, value, argument);
  },
};

const NAME = 'What the row at the other end is called: `product` makes `loadProduct`.';
const TO = 'The model of the row at the other end.';

export const fieldRelation: AnnotationSpec<FieldRelationArguments> = {
  name: 'relation',
  level: 'field',
  description: 'The field names a row of another model, which may live on another shard.',
  example: '@shard.relation(to: Product)',
  arguments: {
    to: { kind: modelRef, description: TO },
    references: {
      kind: fieldRef,
      description: 'The field of that model that has the same value.',
      fallback: undefined,
    },
    name: { kind: relationName, description: NAME, fallback: undefined },
  },
};

export const modelRelation: AnnotationSpec<ModelRelationArguments> = {
  name: 'relation',
  level: 'model',
  description:
    'Several fields together name a row of another model, which may live on another shard.',
  example:
    '@@shard.relation(name: product, to: Product, fields: [tenantId, productId], references: [tenantId, id])',
  arguments: {
    name: { kind: relationName, description: NAME },
    to: { kind: modelRef, description: TO },
    fields: { kind: fieldList, description: 'The fields.' },
    references: {
      kind: fieldList,
      description: 'The fields of that model that have the same values, in the same order.',
    },
  },
};
