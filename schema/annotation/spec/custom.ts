import type { NameRef } from '../argument/argument-kind.js';
import { fieldList } from '../argument/field-list.js';
import { type ModuleRef, moduleRef } from '../argument/module-ref.js';
import type { AnnotationSpec } from './annotation-spec.js';

export interface CustomArguments {
  readonly on: readonly NameRef[];
  readonly using: ModuleRef;
}

export const custom: AnnotationSpec<CustomArguments> = {
  name: 'custom',
  level: 'model',
  description:
    'The model is the root of a colocation group; a function of yours says on which shard a key lives.',
  example: '@@shard.custom(on: [tenantId], using: "./by-tenant")',
  arguments: {
    on: { kind: fieldList, description: 'The fields of the shard key.' },
    using: {
      kind: moduleRef,
      description: 'The module whose default export is the function, relative to the schema file.',
    },
  },
};
