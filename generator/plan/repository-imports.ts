import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { leadsElsewhere } from './copy-view.js';
import type { GenerationInput } from './generation-input.js';
import { hasRequiredIds } from './id-view.js';
import { type PrintedImport, sortedImports } from './imports.js';
import type { LoaderView } from './loader-view.js';
import { keyLocksName, selectorName } from './names.js';
import type { RelationView } from './relation-view.js';

/** What the file of a sharded model imports. */
export function keyedImports(
  model: ShardedModel,
  relations: readonly RelationView[],
  loaders: readonly LoaderView[],
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
        'type Exactly',
        'type GroupByRules',
        'type ModelManifest',
        'type NoExtensions',
        'type Operation',
        'type Result',
        `type ${route}`,
        'type ShardKeyIsImmutable',
        'type ShardReads',
        'type OneOrMore',
        'ShardedRepository',
        ...projections(loaders),
        ...(relations.length > 0 ? ['type Projection'] : []),
        ...(followed.some((relation) => !relation.isTheKey) ? ['type NestedInput'] : []),
        ...(followed.some(({ target }) => hasRequiredIds(target)) ? ['type NestedIds'] : []),
        ...(relations.length > 0 && owns ? [] : ['type FlatProjection']),
        ...(followed.some((relation) => relation.owns && relation.required)
          ? ['type NestedOwner']
          : []),
        ...(followed.some((relation) => relation.isTheKey) ? ['type LockedOwner'] : []),
        ...(links.length > 0 ? ['type Refused'] : []),
        ...(links.some(({ isTheKey }) => !isTheKey) ? ['type ReferenceLink'] : []),
        ...(links.some(({ required }) => required) ? ['type ReferenceOwner'] : []),
      ],
    },
    { module: `../${input.clientModule}${extension}`, typeOnly: true, names: clientNames },
    { module: `../topology${extension}`, typeOnly: true, names: ['ShardName'] },
    ...followed
      .map((relation) => relation.target)
      .filter((target) => target.name !== model.name)
      .filter((target, index, all) => all.indexOf(target) === index)
      .map((target) => ({
        module: `./${target.name}${extension}`,
        typeOnly: true,
        names: [keyLocksName(target), selectorName(target)],
      })),
  ]);
}

/** What the file of a model without a shard key imports. */
export function keylessImports(
  model: ShardedModel,
  relations: readonly RelationView[],
  loaders: readonly LoaderView[],
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
      ? [{ module: `../topology${input.importExtension}`, typeOnly: true, names: ['ShardName'] }]
      : []),
  ]);
}

/** What the rows of other models are projected by. */
const projections = (loaders: readonly LoaderView[]) =>
  loaders.map(({ row }) => `type ${row.kind}`);
