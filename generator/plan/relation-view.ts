import type { Relation } from '../../schema/model/relation.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';

/** A relation of a model, with what a write through it can do to a shard key. */
export interface RelationView {
  readonly name: string;
  readonly target: ShardedModel;
  readonly list: boolean;
  readonly required: boolean;
  /** This model holds the foreign key. */
  readonly owns: boolean;
  /** The foreign key is (part of) the shard key and nothing else: connecting another row moves this one. */
  readonly isTheKey: boolean;
  readonly fields: readonly string[];
}

export function relationViews(
  model: ShardedModel,
  byName: ReadonlyMap<string, ShardedModel>,
): readonly RelationView[] {
  const keyNames = new Set(model.shardKey.map((field) => field.name));
  return model.relations.flatMap((relation) => {
    const target = byName.get(relation.target);
    return target ? [view(relation, target, keyNames)] : [];
  });
}

function view(relation: Relation, target: ShardedModel, keys: ReadonlySet<string>): RelationView {
  const owns = relation.fields.length > 0;
  return {
    name: relation.name,
    target,
    list: relation.list,
    required: relation.required,
    owns,
    isTheKey: owns && relation.fields.every((field) => keys.has(field)),
    fields: relation.fields,
  };
}
