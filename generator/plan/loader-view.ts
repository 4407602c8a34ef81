import { type CrossRelation, loaderName } from '../../schema/model/cross-relation.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import { listed, quoted } from './names.js';
import { type ProjectionView, projectionView } from './projection-view.js';
import { relationViews } from './relation-view.js';

/** A method that loads the rows of another model which rows of this one name. */
export interface LoaderView {
  readonly method: string;
  readonly doc: string;
  /** Quoted, as the manifest has it. */
  readonly relation: string;
  readonly target: string;
  /** The type of what rows must have; the compiler names it to whoever read rows without it. */
  readonly reference: string;
  /** Its members. */
  readonly fields: readonly string[];
  readonly row: ProjectionView;
}

export function loaderViews(
  model: ShardedModel,
  byName: ReadonlyMap<string, ShardedModel>,
): readonly LoaderView[] {
  return model.crossRelations.flatMap((relation) => {
    const target = byName.get(relation.target);
    return target === undefined ? [] : [loaderView(model, relation, target, byName)];
  });
}

function loaderView(
  model: ShardedModel,
  relation: CrossRelation,
  target: ShardedModel,
  byName: ReadonlyMap<string, ShardedModel>,
): LoaderView {
  const method = loaderName(relation);
  const fields = relation.pairs.map(({ field }) => field);
  return {
    method,
    doc: `The \`${target.name}\` of each row, by its ${listed(fields.map((field) => `\`${field}\``))}, or null: one query per shard, never one per row.`,
    relation: quoted(relation.name),
    target: target.name,
    reference: `${model.name}${method.slice('load'.length)}Reference`,
    fields: fields.map((field) => `${field}: Prisma.$${model.name}Payload['scalars']['${field}']`),
    row: projectionView(target, '', relationViews(target, byName).length > 0),
  };
}
