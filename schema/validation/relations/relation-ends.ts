import type { DatamodelField, DatamodelModel, FieldRelation } from '../../prisma/datamodel.js';
import type { SchemaFacts } from '../schema-facts.js';

/** One end of a relation: a relation field, and what is at the other end. */
export interface RelationEnd {
  readonly model: DatamodelModel;
  readonly field: DatamodelField;
  readonly relation: FieldRelation;
  readonly target: DatamodelModel;
  /** The relation field at the other end. */
  readonly inverse: DatamodelField;
}

/** The relation fields of a model that lead to another model of the schema, or to itself. */
export function relationEnds(facts: SchemaFacts, model: DatamodelModel): readonly RelationEnd[] {
  return model.fields.flatMap((field) => {
    const { relation } = field;
    const target = facts.model(field.type);
    if (relation === undefined || target === undefined) return [];
    const inverse = target.fields.find(
      (other) =>
        other.relation?.name === relation.name &&
        other.type === model.name &&
        (target !== model || other !== field),
    );
    return inverse === undefined ? [] : [{ model, field, relation, target, inverse }];
  });
}

/** The ends that hold the foreign key: each relation once, many-to-many ones left out. */
export function foreignKeys(facts: SchemaFacts): readonly RelationEnd[] {
  return facts.models
    .flatMap((model) => relationEnds(facts, model))
    .filter(({ relation }) => relation.fields.length > 0);
}

/** Relations without a foreign key at either end, each once. */
export function manyToMany(facts: SchemaFacts): readonly RelationEnd[] {
  const seen = new Set<DatamodelField>();
  return facts.models
    .flatMap((model) => relationEnds(facts, model))
    .filter(({ field, inverse }) => {
      if (!field.list || !inverse.list || seen.has(inverse)) return false;
      seen.add(field);
      return true;
    });
}

/** `Order.user` */
export function nameOf({ model, field }: RelationEnd): string {
  return `${model.name}.${field.name}`;
}
