import type {
  IdManifest,
  IndexManifest,
  ModelManifest,
} from '../../runtime/manifest/sharding-manifest.js';
import type { GlobalIndex } from '../../schema/model/global-index.js';
import type { ShardId } from '../../schema/model/shard-id.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { databaseManifest, enumsManifest, scalarCode } from './scalars-manifest.js';

function indexManifest({ unique, fields }: GlobalIndex): IndexManifest {
  return {
    unique,
    fields: fields.map(({ name, type, maxLength }) => ({
      field: name,
      type,
      ...(maxLength === undefined ? {} : { maxLength }),
    })),
  };
}

function idManifest({ bucket, generator, type }: ShardId): IdManifest {
  return { type, generator, ...(bucket ? { bucket } : {}) };
}

/** What the runtime has to know about a model, in the order in which it is printed. */
export function modelManifest(model: ShardedModel): ModelManifest {
  const keyNames = model.shardKey.map((field) => field.name);
  const database = databaseManifest(model);
  const enums = enumsManifest(model);
  const ids = model.ids.filter(({ name }) => !keyNames.includes(name));
  return {
    name: model.name,
    delegate: model.delegate,
    group: model.group,
    shardKey: model.shardKey.map((field) => ({
      field: field.name,
      type: field.type,
      ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
      ...(field.scale === undefined ? {} : { scale: field.scale }),
      ...(field.generated === undefined ? {} : { generated: field.generated }),
    })),
    scalars: Object.fromEntries(model.scalars.map((field) => [field.name, scalarCode(field)])),
    ...(enums === undefined ? {} : { enums }),
    primaryKey: model.primaryKey,
    ...(model.uniqueIndexes.length === 0 ? {} : { uniqueIndexes: model.uniqueIndexes }),
    ...(database === undefined ? {} : { database }),
    compoundUniques: Object.fromEntries(
      model.uniques
        .filter((unique) => unique.compound && unique.fields.some((f) => keyNames.includes(f)))
        .map((unique) => [unique.name, unique.fields]),
    ),
    ...(model.indexes.length === 0
      ? {}
      : {
          indexes: Object.fromEntries(
            model.indexes.map((index) => [index.name, indexManifest(index)]),
          ),
          rowId: model.uniques[0]?.fields ?? [],
        }),
    ...(ids.length === 0
      ? {}
      : { ids: Object.fromEntries(ids.map((id) => [id.name, idManifest(id)])) }),
    relations: Object.fromEntries(
      model.relations.map((relation) => [
        relation.name,
        {
          model: relation.target,
          list: relation.list,
          carriesShardKey: relation.carriesShardKey,
          foreignKey: Object.fromEntries(
            relation.fields.map((field, index) => [field, relation.references[index] ?? '']),
          ),
          ...(relation.oneToOne && relation.fields.length > 0 ? { oneToOne: true as const } : {}),
        },
      ]),
    ),
    ...(model.crossRelations.length === 0 ? {} : { crossRelations: crossRelations(model) }),
    ...(model.table === undefined ? {} : { table: model.table }),
    ...(model.copies === undefined ? {} : { copies: model.copies }),
  };
}

function crossRelations(model: ShardedModel): NonNullable<ModelManifest['crossRelations']> {
  return Object.fromEntries(
    model.crossRelations.map(({ name, target, pairs }) => [
      name,
      {
        model: target,
        pairs: pairs.map(({ field, references, type }) => [field, references, type] as const),
      },
    ]),
  );
}
