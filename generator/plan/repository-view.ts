import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { AcrossType } from './across-type.js';
import { acrossTypes } from './across-view.js';
import {
  type CopyView,
  copiedProjection,
  copyView,
  type LockedProjection,
  leadsElsewhere,
} from './copy-view.js';
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
import { keyedImports, keylessImports } from './repository-imports.js';
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
  /** Whether calls need a shard key; global and reference models have none. */
  readonly keyed: boolean;
  /** Whether every shard has all rows. */
  readonly copied: boolean;
  readonly copies: CopyView;
  readonly projections: readonly LockedProjection[];
  readonly base: 'ShardedRepository' | 'GlobalRepository' | 'ReferenceRepository';
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
  /** What calls over several shards take. */
  readonly across: readonly AcrossType[];
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
  const copied = model.copies !== undefined;
  const projections = copiedProjection(model, relations);
  const included = relations.filter((relation) => !leadsElsewhere(model, relation));
  const across = acrossTypes(model, relations, names);
  const owns = included.some((relation) => relation.owns);
  return {
    model: model.name,
    source: `Model ${model.name}`,
    names,
    imports: keyed
      ? keyedImports(model, relations, loaders, across, input, route.type)
      : keylessImports(model, relations, loaders, across, input),
    doc: group === undefined ? [] : classDoc(model, group),
    route,
    keyed,
    copied,
    copies: copyView(model, relations),
    projections,
    base: keyed ? 'ShardedRepository' : copied ? 'ReferenceRepository' : 'GlobalRepository',
    optional: keyed ? '' : '?',
    says: methodDocs(listed(model.shardKey.map((field) => `\`${field.name}\``)), route, copied),
    shardKey: shardKeyView(model, names),
    whereWithout: model.shardKey.map((field) => `'${field.name}'`).join(' | '),
    selector: selectorView(model, names),
    oneRow: globallyUnique.length === 0 ? names.selector : names.selectorOrUnique,
    globallyUnique,
    finders: finderViews(model),
    write: writeView(model, relations, names),
    globalInputs: globalInputs(model),
    routeKey: [names.shardKeyValue, ...idView(model).selectors].join(' | '),
    row: projectionView(model, '', included.length > 0, projections.length === 0 ? 'Prisma.' : ''),
    createdRow: projectionView(model, 'CreateManyAndReturn', owns),
    updatedRow: projectionView(model, 'UpdateManyAndReturn', owns),
    loaders,
    across,
    manifest: literal(modelManifest(model)),
  };
}
