import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { DatamodelModel, UniqueConstraint } from '../../prisma/datamodel.js';
import type { SchemaFacts } from '../schema-facts.js';

/** A global index as the schema says it. */
export interface WrittenIndex {
  readonly unique: boolean;
  readonly fields: readonly NameRef[];
  /** The annotation without its arguments. */
  readonly at: SourceLocation;
  /** `@shard.globallyUnique`. */
  readonly spelling: string;
}

/** The annotations of the fields, then those of the model. */
export function writtenIndexes(
  { reading }: SchemaFacts,
  model: DatamodelModel,
): readonly WrittenIndex[] {
  const ofFields = (reading.fieldAnnotations.get(model.name) ?? []).flatMap(
    ({ field, annotation: { name, at } }): readonly WrittenIndex[] =>
      name === 'globallyUnique' || name === 'index'
        ? [
            {
              unique: name === 'globallyUnique',
              fields: [{ name: field, at }],
              at,
              spelling: `@shard.${name}`,
            },
          ]
        : [],
  );
  const ofModel = (reading.annotations.get(model.name) ?? []).flatMap(
    (annotation): readonly WrittenIndex[] => {
      if (annotation.name !== 'globallyUnique' && annotation.name !== 'index') return [];
      const { name, at, arguments: given } = annotation;
      const unique = name === 'globallyUnique';
      return [{ unique, fields: given.fields, at, spelling: `@@shard.${name}` }];
    },
  );
  return [...ofFields, ...ofModel];
}

/** Whether a constraint is of these fields, in whatever order. */
export function hasFields(unique: UniqueConstraint, fields: readonly string[]): boolean {
  return unique.fields.toSorted().join() === fields.toSorted().join();
}
