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
  /** Quoted names of the fields that the rows must have, as a union. */
  readonly fields: string;
  readonly row: ProjectionView;
}

export function loaderViews(
  model: ShardedModel,
  byName: ReadonlyMap<string, ShardedModel>,
): readonly LoaderView[] {
  return model.crossRelations.flatMap((relation) => {
    const target = byName.get(relation.target);
    return target === undefined ? [] : [loaderView(relation, target, byName)];
  });
}

function loaderView(
  relation: CrossRelation,
  target: ShardedModel,
  byName: ReadonlyMap<string, ShardedModel>,
): LoaderView {
  const fields = relation.pairs.map(({ field }) => field);
  return {
    method: loaderName(relation),
    doc: `The \`${target.name}\` of each row, by its ${listed(fields.map((field) => `\`${field}\``))}, or null: one query per shard, never one per row.`,
    relation: quoted(relation.name),
    target: target.name,
    fields: fields.map(quoted).join(' | '),
    row: projectionView(target, '', relationViews(target, byName).length > 0),
  };
}
