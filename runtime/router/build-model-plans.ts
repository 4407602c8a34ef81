import { brokenManifest } from '../errors/topology-errors.js';
import { ownEntry } from '../manifest/own-entry.js';
import type {
  IdManifest,
  IndexManifest,
  ModelManifest,
  RelationManifest,
  ShardingManifest,
} from '../manifest/sharding-manifest.js';
import type { GroupTopology, Topology } from '../topology/topology.js';
import { crossRelationPlan } from './cross-relation-plan.js';
import type {
  CrossRelationPlan,
  IdPlan,
  IndexPlan,
  KeyFieldPlan,
  ModelPlan,
  RelationPlan,
} from './model-plan.js';
import { type ScalarPlan, scalarPlans, tablePlan } from './scalar-plan.js';

/** A plan whose relations are still being filled in: models refer to each other in circles. */
interface Draft extends Omit<ModelPlan, 'reachesIndex' | 'drawsIds' | 'carriesBuckets'> {
  reachesIndex: boolean;
  drawsIds: boolean;
  carriesBuckets: boolean;
  readonly relations: RelationPlan[];
  readonly keyOwners: RelationPlan[];
  readonly crossRelations: Map<string, CrossRelationPlan>;
}

/**
 * Looks up once what every call would have to look up.
 *
 * @throws ShardgenError SG4011 when the manifest refers to something it does not contain.
 */
export function buildModelPlans(
  manifest: Pick<ShardingManifest, 'models'>,
  topology: Topology,
): ReadonlyMap<string, ModelPlan> {
  const drafts = new Map<string, Draft>();
  for (const model of Object.values(manifest.models)) {
    drafts.set(model.name, draftOf(model, topology));
  }
  for (const model of Object.values(manifest.models)) {
    const draft = drafts.get(model.name);
    if (draft !== undefined) addRelations(draft, model, drafts);
  }
  const groupsOf = (some: (draft: Draft) => boolean) =>
    new Set([...drafts.values()].filter(some).map(({ group }) => group));
  const indexed = groupsOf(({ indexes }) => indexes.length > 0);
  const drawing = groupsOf(drawsIds);
  const carrying = groupsOf(({ ids }) => ids.some(({ bucket }) => bucket));
  // Nested writes stay in one group, or in the global models of one shard.
  const isGlobal = ({ group }: Draft) => group.strategy === 'global';
  const globalsDraw = [...drafts.values()].some((draft) => isGlobal(draft) && drawsIds(draft));
  for (const draft of drafts.values()) {
    draft.reachesIndex = indexed.has(draft.group);
    draft.drawsIds = isGlobal(draft) ? globalsDraw : drawing.has(draft.group);
    draft.carriesBuckets = carrying.has(draft.group);
    Object.freeze(draft.relations);
    Object.freeze(draft.keyOwners);
    Object.freeze(draft);
  }
  return drafts;
}

function draftOf(model: ModelManifest, topology: Topology): Draft {
  const group = topology.groups.get(model.group);
  if (group === undefined) {
    throw brokenManifest(`model ${model.name} belongs to the unknown group ${model.group}`);
  }
  if (!hasKeyOf(group, model.shardKey.length)) {
    throw brokenManifest(`model ${model.name} does not have the shard key of its group`);
  }
  const keyFields = model.shardKey.map(
    ({ field, type, maxLength, scale, generated }): KeyFieldPlan => ({
      name: field,
      type,
      maxLength,
      scale,
      generated,
    }),
  );
  const scalars = scalarPlans(model);
  return {
    name: model.name,
    delegate: model.delegate,
    group,
    keyFields,
    keyTypes: keyFields.map((field) => field.type),
    hasGeneratedKey: keyFields.some((field) => field.generated !== undefined),
    scalars,
    primaryKey: model.primaryKey.map((name) => keyScalar(model.name, name, scalars)),
    // Prisma does not look for an id of several fields among the constraints.
    uniques: [
      ...(model.primaryKey.length === 1 ? [model.primaryKey] : []),
      ...(model.uniqueIndexes ?? []),
    ],
    stored: tablePlan(model),
    compounds: Object.entries(model.compoundUniques).map(([name, fields]) => ({
      name,
      fields: new Set(fields),
    })),
    indexes: Object.entries(model.indexes ?? {}).map(([name, index]) =>
      indexPlan(model.name, name, index),
    ),
    ids: Object.entries(model.ids ?? {}).map(([name, id]) => idPlan(name, id)),
    rowId: model.rowId ?? [],
    reachesIndex: false,
    drawsIds: false,
    carriesBuckets: false,
    relations: [],
    keyOwners: [],
    crossRelations: new Map(),
    table: model.table,
    copies: model.copies,
  };
}

function keyScalar(
  model: string,
  name: string,
  scalars: ReadonlyMap<string, ScalarPlan>,
): ScalarPlan {
  const scalar = scalars.get(name);
  if (scalar === undefined)
    throw brokenManifest(`${model} has no field ${name} of its primary key`);
  return scalar;
}

function indexPlan(model: string, name: string, { unique, fields }: IndexManifest): IndexPlan {
  return Object.freeze({
    id: `${model}.${name}`,
    name,
    unique,
    fields: fields.map(({ field, type, maxLength }) => ({ name: field, type, maxLength })),
  });
}

function idPlan(name: string, { bucket, generator, type }: IdManifest): IdPlan {
  return Object.freeze({ name, type, maxLength: undefined, generator, bucket: bucket === true });
}

/** Whether a row needs an id that is made before its shard key is known. */
function drawsIds({ ids, keyFields }: Draft): boolean {
  return (
    ids.some(({ bucket }) => !bucket) ||
    keyFields.some(({ generated }) => generated === 'snowflake' || generated === 'snowflake53')
  );
}

function hasKeyOf(group: GroupTopology, fields: number): boolean {
  switch (group.strategy) {
    case 'hash':
      return fields > 0;
    case 'geographic':
    case 'range':
    case 'lookup':
    case 'custom':
      return fields > 0 && fields === group.fields.length;
    case 'global':
    case 'reference':
      return fields === 0;
    default:
      return group satisfies never;
  }
}

function addRelations(
  draft: Draft,
  model: ModelManifest,
  drafts: ReadonlyMap<string, Draft>,
): void {
  for (const [name, relation] of Object.entries(model.relations)) {
    const target = drafts.get(relation.model);
    if (target === undefined) {
      throw brokenManifest(`${model.name}.${name} refers to the unknown model ${relation.model}`);
    }
    const plan = relationPlan(name, relation, draft, target);
    draft.relations.push(plan);
    if (plan.keySources.some((source) => source !== undefined)) draft.keyOwners.push(plan);
  }
  for (const [name, relation] of Object.entries(model.crossRelations ?? {})) {
    draft.crossRelations.set(
      name,
      crossRelationPlan(draft.name, name, relation, drafts.get(relation.model)),
    );
  }
}

function relationPlan(
  name: string,
  { list, carriesShardKey, foreignKey, oneToOne }: RelationManifest,
  own: ModelPlan,
  target: ModelPlan,
): RelationPlan {
  const ownKey = own.keyFields.map((field) => field.name);
  const foreignFields = Object.keys(foreignKey);
  const targetKey = target.keyFields.map((field) => field.name);
  const keySources = ownKey.map((field) => ownEntry(foreignKey, field));
  return Object.freeze({
    name,
    target,
    list,
    carriesShardKey,
    // Prisma asks that a relation is optional exactly where its key is; at the other end nothing demands a row.
    optional:
      foreignFields.length === 0 ||
      foreignFields.some((field) => own.scalars.get(field)?.nullable === true),
    holdsForeignKey: foreignFields.length > 0,
    oneToOne: oneToOne === true,
    keySources,
    isShardKey:
      keySources.some((source, i) => source !== undefined && source !== targetKey[i]) ||
      (foreignFields.length > 0 && foreignFields.every((field) => ownKey.includes(field))),
  });
}
