import type { PlacementAnnotation } from './annotation/spec/annotations.js';
import type { ColocationGroup } from './model/colocation-group.js';
import { deepFreeze } from './model/deep-freeze.js';
import type { Relation } from './model/relation.js';
import type { ShardId } from './model/shard-id.js';
import type { ShardKeyField } from './model/shard-key-field.js';
import type { ShardedModel } from './model/sharded-model.js';
import type { ShardingModel } from './model/sharding-model.js';
import type { Strategy } from './model/strategy.js';
import type { StoredTable, Table } from './model/table.js';
import type { DatamodelField, DatamodelModel } from './prisma/datamodel.js';
import { copiedTables } from './validation/copied-tables.js';
import { readIds } from './validation/ids/read-ids.js';
import { readIndexes } from './validation/indexes/read-indexes.js';
import type { ResolvedKey, ResolvedKeyField } from './validation/key/read-key.js';
import { rangeStrategy } from './validation/ranges/range-strategy.js';
import { geographicStrategy } from './validation/regions/geographic-strategy.js';
import { isReference } from './validation/relations/home.js';
import { keyPairing } from './validation/relations/key-pairing.js';
import { type RelationEnd, relationEnds } from './validation/relations/relation-ends.js';
import { relationMarks } from './validation/relations/relation-mark.js';
import { resolveMark } from './validation/relations/resolve-mark.js';
import { primaryKey, scalarFields } from './validation/scalar-fields.js';
import type { SchemaFacts } from './validation/schema-facts.js';

/** Builds the sharding model of a schema in which no rule found an error. */
export function buildShardingModel(facts: SchemaFacts): ShardingModel {
  const models = facts.models
    .map((model) => shardedModel(facts, model))
    .sort((a, b) => compare(a.name, b.name));
  const groups = models.flatMap((model): ColocationGroup[] => {
    const placement = facts.placement(model.name);
    if (placement === undefined || placement.name === 'colocated') return [];
    const members = models.filter(({ group }) => group === model.name).map(({ name }) => name);
    const strategy = strategyOf(placement, model.shardKey, facts.key(model.name) ?? []);
    return [{ root: model.name, strategy, members }];
  });
  return deepFreeze({ groups, models });
}

function strategyOf(
  placement: Exclude<PlacementAnnotation, { readonly name: 'colocated' }>,
  key: readonly ShardKeyField[],
  columns: ResolvedKey,
): Strategy {
  switch (placement.name) {
    case 'hash':
      return { kind: 'hash', buckets: placement.arguments.buckets };
    case 'geographic':
      return geographicStrategy(placement.arguments, key);
    case 'range':
      return rangeStrategy(placement.arguments, columns[0]);
    case 'lookup':
      return { kind: 'lookup' };
    case 'custom':
      return { kind: 'custom', using: placement.arguments.using };
    case 'global':
      return { kind: 'global', shard: placement.arguments.shard.name };
    case 'reference':
      return { kind: 'reference' };
    default:
      return placement satisfies never;
  }
}

function shardedModel(facts: SchemaFacts, model: DatamodelModel): ShardedModel {
  const { name } = model;
  const placement = facts.placement(name);
  const { ids } = readIds(facts, model);
  return {
    name,
    delegate: model.delegate,
    documentation: facts.reading.documentation.get(name) ?? '',
    group: facts.root(name) ?? name,
    placement:
      placement?.name === 'colocated'
        ? { kind: 'colocated', with: placement.arguments.with.name }
        : { kind: 'root' },
    shardKey: (facts.key(name) ?? []).map((part) => shardKeyField(facts, part, ids)),
    uniques: model.uniques.map(({ name: given, fields }) => ({
      name: given ?? fields.join('_'),
      fields: [...fields],
      compound: fields.length > 1,
    })),
    uniqueIndexes: model.uniques.flatMap(({ fields, kind }) =>
      kind === 'id' ? [] : [[...fields]],
    ),
    scalars: scalarFields(facts.datamodel, model),
    primaryKey: [...primaryKey(model)],
    stored: storedTable(model),
    indexes: readIndexes(facts, model).indexes,
    ids,
    relations: relationEnds(facts, model).map((end) => relation(facts, end)),
    crossRelations: relationMarks(facts, model).flatMap((mark) => {
      const { relation: crossing } = resolveMark(facts, mark);
      return crossing === undefined ? [] : [crossing];
    }),
    ...(facts.strategy(name) === 'lookup' ? { table: tableOf(facts, model) } : {}),
    ...(isReference(facts, name) ? { copies: copiedTables(facts, model) } : {}),
    location: facts.source.blockAt(name),
  };
}

function storedTable({ table: { name, schema } }: DatamodelModel): StoredTable {
  return { ...(schema === undefined ? {} : { schema }), name };
}

function tableOf(facts: SchemaFacts, model: DatamodelModel): Table {
  return {
    ...storedTable(model),
    key: (facts.key(model.name) ?? []).map(({ field }) => {
      const known = facts.datamodel.enums.find((each) => each.name === field.type);
      const labels = known?.labels ?? {};
      return {
        name: field.dbName ?? field.name,
        ...(Object.keys(labels).length === 0 ? {} : { labels }),
      };
    }),
  };
}

function shardKeyField(
  facts: SchemaFacts,
  { field, type }: ResolvedKeyField,
  ids: readonly ShardId[],
): ShardKeyField {
  const values = facts.source.block(field.type)?.members.map((member) => member.name) ?? [];
  const id = ids.find(({ name }) => name === field.name);
  const generated = id?.generator ?? generatedBy(field);
  return {
    name: field.name,
    type,
    ...(type === 'enum' ? { enum: { name: field.type, values } } : {}),
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    ...(type === 'decimal' && field.digits !== undefined ? { scale: field.digits.decimals } : {}),
    ...(generated === undefined ? {} : { generated }),
  };
}

function generatedBy(field: DatamodelField): ShardKeyField['generated'] {
  if (field.default?.kind !== 'function') return undefined;
  if (field.default.name === 'now') return 'now';
  if (field.default.name !== 'uuid') return undefined;
  return field.default.arguments[0] === 7 ? 'uuid7' : 'uuid4';
}

function relation(facts: SchemaFacts, end: RelationEnd): Relation {
  const { field, target, inverse, model } = end;
  const held = end.relation.fields.length > 0;
  const holder: RelationEnd =
    held || inverse.relation === undefined
      ? end
      : {
          model: target,
          field: inverse,
          relation: inverse.relation,
          target: model,
          inverse: field,
        };
  return {
    name: field.name,
    target: target.name,
    list: field.list,
    required: field.required && !field.list,
    oneToOne: !field.list && !inverse.list,
    inverse: inverse.name,
    fields: [...end.relation.fields],
    references: [...end.relation.references],
    carriesShardKey: keyPairing(facts, holder)?.carried === true,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
