import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { AcrossType } from './across-type.js';
import { leadsElsewhere } from './copy-view.js';
import type { GenerationInput } from './generation-input.js';
import { hasRequiredIds } from './id-view.js';
import { type PrintedImport, sortedImports } from './imports.js';
import type { LoaderView } from './loader-view.js';
import { keyLocksName, keysetOrderName, orderAcrossName, selectorName } from './names.js';
import type { RelationView } from './relation-view.js';

/** What the file of a sharded model imports. */
export function keyedImports(
  model: ShardedModel,
  relations: readonly RelationView[],
  loaders: readonly LoaderView[],
  across: readonly AcrossType[],
  input: GenerationInput,
  route: string,
): readonly PrintedImport[] {
  const extension = input.importExtension;
  const owns = relations.some((relation) => relation.owns);
  const links = relations.filter(({ target }) => target.copies !== undefined);
  const followed = relations.filter((relation) => !links.includes(relation));
  const named = [...model.shardKey, ...model.indexes.flatMap(({ fields }) => fields)];
  const hasEnum = named.some((field) => field.type === 'enum');
  const clientNames = hasEnum ? ['$Enums', 'Prisma'] : ['Prisma'];
  return sortedImports([
    {
      module: 'shardgen',
      typeOnly: false,
      names: [
        'type AllTogether',
        'type Exactly',
        'type GroupByRules',
        'type ModelManifest',
        'type NoExtensions',
        'type OnFailure',
        'type Operation',
        'type Page',
        'type PartialScatterOptions',
        'type Result',
        `type ${route}`,
        'type ScatterAnswer',
        'type ScatterOptions',
        'type ScatterPlan',
        'type ShardKeyIsImmutable',
        'type ShardReads',
        'type OneOrMore',
        'type WholeScatterOptions',
        'ShardedRepository',
        ...(mentions(across, 'EachWith<') ? ['type EachWith'] : []),
        ...projections(loaders),
        ...(relations.length > 0 ? ['type Projection'] : []),
        ...(followed.some((relation) => !relation.isTheKey) ? ['type NestedInput'] : []),
        ...(followed.some(({ target }) => hasRequiredIds(target)) ? ['type NestedIds'] : []),
        ...(relations.length > 0 && owns ? [] : ['type FlatProjection']),
        ...(followed.some((relation) => relation.owns && relation.required)
          ? ['type NestedOwner']
          : []),
        ...(followed.some((relation) => relation.isTheKey) ? ['type LockedOwner'] : []),
        ...(links.length > 0 || mentions(across, 'Refused<') ? ['type Refused'] : []),
        ...(links.some(({ isTheKey }) => !isTheKey) ? ['type ReferenceLink'] : []),
        ...(links.some(({ required }) => required) ? ['type ReferenceOwner'] : []),
      ],
    },
    { module: `../${input.clientModule}${extension}`, typeOnly: true, names: clientNames },
    { module: `../topology${extension}`, typeOnly: true, names: ['ShardName'] },
    ...targetsOf(model, relations).map(({ target, toOne }) => ({
      module: `./${target.name}${extension}`,
      typeOnly: true,
      names: [
        ...(target.copies === undefined ? [keyLocksName(target), selectorName(target)] : []),
        ...(toOne ? [orderAcrossName(target), keysetOrderName(target)] : []),
      ],
    })),
  ]);
}

/** What the file of a model without a shard key imports. */
export function keylessImports(
  model: ShardedModel,
  relations: readonly RelationView[],
  loaders: readonly LoaderView[],
  across: readonly AcrossType[],
  input: GenerationInput,
): readonly PrintedImport[] {
  const copied = model.copies !== undefined;
  const included = relations.filter((relation) => !leadsElsewhere(model, relation));
  const owns = included.some((relation) => relation.owns);
  const links = !copied && relations.some(({ target }) => target.copies !== undefined);
  return sortedImports([
    {
      module: 'shardgen',
      typeOnly: false,
      names: [
        'type Exactly',
        ...(copied
          ? ['ReferenceRepository', 'type CopiesRoute', 'type ReadMethod']
          : ['GlobalRepository', 'type NamedRoute']),
        ...(links ? ['type ReferenceLink', 'type Refused'] : []),
        ...(included.length < relations.length ? ['type EachWith', 'type Refused'] : []),
        ...(copied && mentions(across, 'Refused<') ? ['type Refused'] : []),
        'type GroupByRules',
        'type ModelManifest',
        'type NoExtensions',
        'type Operation',
        'type Result',
        ...(hasRequiredIds(model) ? ['type OptionalIds'] : []),
        ...projections(loaders),
        ...(included.length > 0 ? ['type Projection'] : []),
        ...(included.length > 0 && owns ? [] : ['type FlatProjection']),
      ],
    },
    {
      module: `../${input.clientModule}${input.importExtension}`,
      typeOnly: true,
      names: ['Prisma'],
    },
    ...(copied
      ? targetsOf(model, included).map(({ target, toOne }) => ({
          module: `./${target.name}${input.importExtension}`,
          typeOnly: true,
          names: toOne ? [orderAcrossName(target), keysetOrderName(target)] : [],
        }))
      : []),
    ...(copied
      ? [{ module: `../topology${input.importExtension}`, typeOnly: true, names: ['ShardName'] }]
      : []),
  ]);
}

/** What the rows of other models are projected by. */
const projections = (loaders: readonly LoaderView[]) =>
  loaders.map(({ row }) => `type ${row.kind}`);

const mentions = (types: readonly AcrossType[], text: string) =>
  types.some(({ alias, members }) => [alias, ...members].some((part) => part.includes(text)));

/** The other models that a model has relations to, and whether one of these leads to one row. */
function targetsOf(model: ShardedModel, relations: readonly RelationView[]) {
  const others = relations.map(({ target }) => target).filter(({ name }) => name !== model.name);
  return [...new Set(others)].map((target) => ({
    target,
    toOne: relations.some((relation) => relation.target === target && !relation.list),
  }));
}
