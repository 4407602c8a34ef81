import type { CopiedTable } from '../model/copied-table.js';
import type { DatamodelModel } from '../prisma/datamodel.js';
import { relationEnds } from './relations/relation-ends.js';
import { primaryKey } from './scalar-fields.js';
import type { SchemaFacts } from './schema-facts.js';

/** The tables of a reference model. A join table belongs to the end that comes first by name. */
export function copiedTables(facts: SchemaFacts, model: DatamodelModel): readonly CopiedTable[] {
  const { name, schema } = model.table;
  const inSchema = schema === undefined ? {} : { schema };
  const joins = relationEnds(facts, model)
    .filter(({ field, inverse, target }) => {
      const many = field.list && inverse.list;
      return many && (model === target ? field.name < inverse.name : model.name < target.name);
    })
    .map(({ relation }) => ({ ...inSchema, name: `_${relation.name}`, id: ['A', 'B'] }));
  return [{ ...inSchema, name, id: idColumns(model) }, ...joins];
}

function idColumns(model: DatamodelModel): readonly string[] {
  const byName = new Map(model.fields.map((field) => [field.name, field]));
  return primaryKey(model).map((name) => byName.get(name)?.dbName ?? name);
}
