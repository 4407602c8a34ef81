import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { classDoc } from './doc-lines.js';
import { type FinderView, finderViews } from './finder-view.js';
import type { GenerationInput } from './generation-input.js';
import { idView } from './id-view.js';
import type { PrintedImport } from './imports.js';
import { literal } from './literal.js';
import { type LoaderView, loaderViews } from './loader-view.js';
import { modelManifest } from './manifest-view.js';
import { type MethodDocs, methodDocs } from './method-docs.js';
import { listed, type TypeNames, typeNames } from './names.js';
import { type ProjectionView, projectionView } from './projection-view.js';
import { relationViews } from './relation-view.js';
import { globalImports, keyedImports } from './repository-imports.js';
import { type RouteView, routeView } from './route-view.js';
import { globallyUniqueView, selectorView } from './selector-view.js';
import { type ShardKeyFieldView, shardKeyView } from './shard-key-view.js';
import { type WriteView, writeView } from './write-view.js';

/** Everything that `repository.ts.hbs` prints; all strings are decided here. */
export interface RepositoryView {
  readonly model: string;
  readonly source: string;
  readonly names: TypeNames;
  readonly imports: readonly PrintedImport[];
  readonly doc: readonly string[];
  /** Whether calls need a shard key; a global model has none. */
  readonly keyed: boolean;
  readonly base: 'ShardedRepository' | 'GlobalRepository';
  /** Behind what a call may leave out when it needs no shard key. */
  readonly optional: '' | '?';
  readonly says: MethodDocs;
  readonly route: RouteView;
  readonly shardKey: readonly ShardKeyFieldView[];
  readonly whereWithout: string;
  readonly selector: readonly string[];
  /** The type that names one row in a call of the model itself. */
  readonly oneRow: string;
  readonly globallyUnique: readonly string[];
  readonly finders: readonly FinderView[];
  readonly write: WriteView;
  /** The new rows of a global model. */
  readonly globalInputs: GlobalInputs;
  /** What `route` takes. */
  readonly routeKey: string;
  readonly row: ProjectionView;
  readonly createdRow: ProjectionView;
  readonly updatedRow: ProjectionView;
  readonly loaders: readonly LoaderView[];
  readonly manifest: string;
}

interface GlobalInputs {
  readonly create: string;
  readonly createMany: string;
}

function globalInputs(model: ShardedModel): GlobalInputs {
  const { optional } = idView(model);
  const input = (type: string) =>
    optional.length === 0 ? type : `OptionalIds<${type}, { ${optional.join('; ')} }>`;
  return {
    create: input(`Prisma.${model.name}CreateArgs['data']`),
    createMany: input(`Prisma.${model.name}CreateManyInput`),
  };
}

export function repositoryView(model: ShardedModel, input: GenerationInput): RepositoryView {
  const names = typeNames(model);
  const byName = new Map(input.model.models.map((each) => [each.name, each]));
  const relations = relationViews(model, byName);
  const loaders = loaderViews(model, byName);
  const group = input.model.groups.find((each) => each.root === model.group);
  const keyed = model.shardKey.length > 0;
  const globallyUnique = globallyUniqueView(model);
  const route = routeView(group?.strategy.kind ?? 'hash');
  return {
    model: model.name,
    source: `Model ${model.name}`,
    names,
    imports: keyed
      ? keyedImports(model, relations, loaders, input, route.type)
      : globalImports(model, relations, loaders, input),
    doc: group === undefined ? [] : classDoc(model, group),
    route,
    keyed,
    base: keyed ? 'ShardedRepository' : 'GlobalRepository',
    optional: keyed ? '' : '?',
    says: methodDocs(listed(model.shardKey.map((field) => `\`${field.name}\``)), route),
    shardKey: shardKeyView(model, names),
    whereWithout: model.shardKey.map((field) => `'${field.name}'`).join(' | '),
    selector: selectorView(model, names),
    oneRow: globallyUnique.length === 0 ? names.selector : names.selectorOrUnique,
    globallyUnique,
    finders: finderViews(model),
    write: writeView(model, relations, names),
    globalInputs: globalInputs(model),
    routeKey: [names.shardKeyValue, ...idView(model).selectors].join(' | '),
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
    loaders,
    manifest: literal(modelManifest(model)),
  };
}
