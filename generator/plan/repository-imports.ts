import type { ShardedModel } from '../../schema/model/sharded-model.js';
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
        ...(relations.some((relation) => !relation.isTheKey) ? ['type NestedInput'] : []),
        ...(relations.some(({ target }) => hasRequiredIds(target)) ? ['type NestedIds'] : []),
        ...(relations.length > 0 && owns ? [] : ['type FlatProjection']),
        ...(relations.some((relation) => relation.owns && relation.required)
          ? ['type NestedOwner']
          : []),
        ...(relations.some((relation) => relation.isTheKey) ? ['type LockedOwner'] : []),
      ],
    },
    { module: `../${input.clientModule}${extension}`, typeOnly: true, names: clientNames },
    { module: `../topology${extension}`, typeOnly: true, names: ['ShardName'] },
    ...relations
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

/** What the file of a global model imports. */
export function globalImports(
  model: ShardedModel,
  relations: readonly RelationView[],
  loaders: readonly LoaderView[],
  input: GenerationInput,
): readonly PrintedImport[] {
  const owns = relations.some((relation) => relation.owns);
  return sortedImports([
    {
      module: 'shardgen',
      typeOnly: false,
      names: [
        'type Exactly',
        'GlobalRepository',
        'type NamedRoute',
        'type GroupByRules',
        'type ModelManifest',
        'type NoExtensions',
        'type Operation',
        'type Result',
        ...(hasRequiredIds(model) ? ['type OptionalIds'] : []),
        ...projections(loaders),
        ...(relations.length > 0 ? ['type Projection'] : []),
        ...(relations.length > 0 && owns ? [] : ['type FlatProjection']),
      ],
    },
    {
      module: `../${input.clientModule}${input.importExtension}`,
      typeOnly: true,
      names: ['Prisma'],
    },
  ]);
}

/** What the rows of other models are projected by. */
const projections = (loaders: readonly LoaderView[]) =>
  loaders.map(({ row }) => `type ${row.kind}`);
