import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { SourceLocation } from '../../model/source-location.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import type { SchemaFacts } from '../schema-facts.js';

/** `@shard.relation` of a field, or `@@shard.relation` of a model, as the schema writes it. */
export interface RelationMark {
  readonly model: DatamodelModel;
  readonly at: SourceLocation;
  /** Where it is not written, the place of the mark. */
  readonly name: NameRef;
  readonly to: NameRef;
  readonly fields: readonly NameRef[];
  /** Undefined where the target's id is meant. */
  readonly references: readonly NameRef[] | undefined;
}

/** The marks of a model: those of its fields, then its own, each in the order of the file. */
export function relationMarks(facts: SchemaFacts, model: DatamodelModel): readonly RelationMark[] {
  const ofFields = facts.reading.fieldAnnotations.get(model.name) ?? [];
  const ofModel = facts.reading.annotations.get(model.name) ?? [];
  return [
    ...ofFields.flatMap(({ field, annotation }): readonly RelationMark[] => {
      if (annotation.name !== 'relation') return [];
      const { at } = annotation;
      const { to, references, name } = annotation.arguments;
      return [
        {
          model,
          at,
          to,
          name: name ?? { name: defaultName(field), at },
          fields: [{ name: field, at }],
          references: references && [references],
        },
      ];
    }),
    ...ofModel.flatMap((annotation): readonly RelationMark[] =>
      annotation.name === 'relation' ? [{ model, at: annotation.at, ...annotation.arguments }] : [],
    ),
  ];
}

/** What a marked field's relation is called: `product` for `productId`, `product_id` and `productID`. */
export function defaultName(field: string): string {
  return field.replace(/(?<=.)(?:Id|_id|ID)$/, '');
}

/** `Order.productId`, or `Order (tenantId, productId)`, for messages. */
export function subjectOf({ model, fields }: RelationMark): string {
  const [first, ...others] = fields.map(({ name }) => name);
  if (first === undefined || others.length > 0) {
    return `${model.name} (${fields.map(({ name }) => name).join(', ')})`;
  }
  return `${model.name}.${first}`;
}
