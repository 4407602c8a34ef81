import type { Datamodel, Field, Model } from '@prisma/dmmf';
import schemaWasm from '@prisma/prisma-schema-wasm';
import { analyzeSchema } from '../../../schema/analyze-schema.js';
import type { ShardedModel } from '../../../schema/model/sharded-model.js';
import { loadSchemaFiles } from '../../../schema/source/load-schema-files.js';
import type { Column, Link, OracleModel, OracleSchema } from './oracle-model.js';

/** Reads a schema as Prisma itself understands it. */
export async function readOracleSchema(path: string): Promise<OracleSchema> {
  const files = await loadSchemaFiles(path);
  const prismaSchema = files.map((file) => [file.path, file.content]);
  const dmmf: Datamodel = JSON.parse(schemaWasm.get_datamodel(JSON.stringify({ prismaSchema })));
  const { model: sharding } = analyzeSchema(files);
  if (sharding === undefined) throw new Error('the schema of the oracle has errors');
  const references = new Set(
    sharding.groups.flatMap(({ root, strategy }) => (strategy.kind === 'reference' ? [root] : [])),
  );
  const enums = new Map(dmmf.enums.map((each) => [each.name, each.values.map(({ name }) => name)]));
  const models = dmmf.models.map((model) => {
    const sharded = sharding.models.find(({ name }) => name === model.name);
    if (sharded === undefined) throw new Error(`${model.name} is not sharded`);
    return toOracleModel(model, sharded, references.has(sharded.group), enums);
  });
  const byName = new Map(models.map((model) => [model.name, model]));
  return {
    models: parentsFirst(models),
    model(name) {
      const model = byName.get(name);
      if (model === undefined) throw new Error(`there is no model ${name}`);
      return model;
    },
  };
}

function toOracleModel(
  model: Model,
  sharded: ShardedModel,
  isReference: boolean,
  enums: ReadonlyMap<string, readonly string[]>,
): OracleModel {
  const single = model.fields.find(({ isId }) => isId);
  const primaryKey = single === undefined ? (model.primaryKey?.fields ?? []) : [single.name];
  const selectors = sharded.uniques.map(({ name, fields }) => ({ name, fields }));
  const isPrimary = ({ fields }: { fields: readonly string[] }) =>
    fields.join() === primaryKey.join();
  return {
    name: model.name,
    delegate: sharded.delegate,
    columns: model.fields.flatMap((field) =>
      field.kind === 'object' ? [] : [toColumn(field, enums)],
    ),
    links: model.fields.flatMap((field) => (field.kind === 'object' ? [toLink(field)] : [])),
    selectors: [...selectors.filter(isPrimary), ...selectors.filter((each) => !isPrimary(each))],
    primaryKey,
    shardKey: isReference ? [] : sharded.shardKey.map(({ name }) => name),
    isReference,
  };
}

function toColumn(field: Field, enums: ReadonlyMap<string, readonly string[]>): Column {
  const [native, digits] = field.nativeType ?? [undefined, []];
  return {
    name: field.name,
    type: field.kind === 'enum' ? 'Enum' : field.type,
    native,
    digits: digits.map(Number),
    list: field.isList,
    optional: !field.isRequired,
    values: enums.get(field.type) ?? [],
    hasDefault: field.hasDefaultValue,
  };
}

function toLink(field: Field): Link {
  return {
    name: field.name,
    model: field.type,
    list: field.isList,
    optional: !field.isRequired,
    fields: field.relationFromFields ?? [],
    references: field.relationToFields ?? [],
  };
}

/** A model after those that its foreign keys lead to; a model may lead to itself. */
function parentsFirst(models: readonly OracleModel[]): readonly OracleModel[] {
  const ordered: OracleModel[] = [];
  const isPlaced = (model: OracleModel) =>
    model.links.every(
      (link) =>
        link.fields.length === 0 ||
        link.model === model.name ||
        ordered.some(({ name }) => name === link.model),
    );
  while (ordered.length < models.length) {
    const next = models.find((model) => !ordered.includes(model) && isPlaced(model));
    if (next === undefined) throw new Error('foreign keys in a circle');
    ordered.push(next);
  }
  return ordered;
}
