import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { classDoc } from './doc-lines.js';
import type { GenerationInput } from './generation-input.js';
import { type PrintedImport, sortedImports } from './imports.js';
import { literal } from './literal.js';
import { modelManifest } from './manifest-view.js';
import { keyLocksName, listed, selectorName, type TypeNames, typeNames } from './names.js';
import { type ProjectionView, projectionView } from './projection-view.js';
import { type RelationView, relationViews } from './relation-view.js';
import { selectorView } from './selector-view.js';
import { type ShardKeyFieldView, shardKeyView } from './shard-key-view.js';
import { type WriteView, writeView } from './write-view.js';

/** Everything that `repository.ts.hbs` prints; all strings are decided here. */
export interface RepositoryView {
  readonly model: string;
  readonly source: string;
  readonly names: TypeNames;
  readonly imports: readonly PrintedImport[];
  readonly doc: readonly string[];
  /** What `route` answers. */
  readonly route: string;
  readonly keyText: string;
  readonly shardKey: readonly ShardKeyFieldView[];
  readonly whereWithout: string;
  readonly selector: readonly string[];
  readonly write: WriteView;
  readonly row: ProjectionView;
  readonly createdRow: ProjectionView;
  readonly updatedRow: ProjectionView;
  readonly manifest: string;
}

export function repositoryView(model: ShardedModel, input: GenerationInput): RepositoryView {
  const names = typeNames(model);
  const byName = new Map(input.model.models.map((each) => [each.name, each]));
  const relations = relationViews(model, byName);
  const group = input.model.groups.find((each) => each.root === model.group);
  return {
    model: model.name,
    source: `Model ${model.name}`,
    names,
    imports: imports(model, relations, input, routeType(group)),
    doc: group === undefined ? [] : classDoc(model, group),
    route: routeType(group),
    keyText: listed(model.shardKey.map((field) => `\`${field.name}\``)),
    shardKey: shardKeyView(model, names),
    whereWithout: model.shardKey.map((field) => `'${field.name}'`).join(' | '),
    selector: selectorView(model, names),
    write: writeView(model, relations, names),
    row: projectionView(model, '', relations.length > 0),
    createdRow: projectionView(
      model,
      'CreateManyAndReturn',
      relations.some((each) => each.owns),
    ),
    updatedRow: projectionView(
      model,
      'UpdateManyAndReturn',
      relations.some((each) => each.owns),
    ),
    manifest: literal(modelManifest(model)),
  };
}

const ROUTE_TYPES = { hash: 'Route', geographic: 'RegionRoute', range: 'RangeRoute' } as const;

const routeType = (group: ColocationGroup | undefined) =>
  ROUTE_TYPES[group?.strategy.kind ?? 'hash'];

function imports(
  model: ShardedModel,
  relations: readonly RelationView[],
  input: GenerationInput,
  route: string,
): readonly PrintedImport[] {
  const extension = input.importExtension;
  const owns = relations.some((relation) => relation.owns);
  const hasEnum = model.shardKey.some((field) => field.type === 'enum');
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
        'ShardedRepository',
        ...(relations.length > 0 ? ['type Projection'] : []),
        ...(relations.some((relation) => !relation.isTheKey) ? ['type NestedInput'] : []),
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
