import type { DatamodelModel } from '../prisma/datamodel.js';
import { KEY_TYPES_TEXT, keyTypeOf } from '../validation/key/key-types.js';
import type { ForeignKeyGraph } from './foreign-key-graph.js';

/**
 * The fields by which a model could be the root of a group: those that most foreign keys refer to,
 * else its id, else another unique constraint. Undefined when none of them can be a shard key.
 */
export function rootKey(
  model: DatamodelModel,
  graph: ForeignKeyGraph,
): readonly string[] | undefined {
  const counts = new Map<string, number>();
  for (const { relation } of graph.into(model.name)) {
    const names = relation.references.join();
    counts.set(names, (counts.get(names) ?? 0) + 1);
  }
  const count = (fields: readonly string[]) => counts.get(fields.join()) ?? 0;
  return model.uniques
    .map(({ fields }) => fields)
    .filter((fields) => fields.every((name) => canBeKey(model, name)))
    .sort((a, b) => count(b) - count(a))[0];
}

/** Why `rootKey` has no answer. */
export function noRootKey(): string {
  return `none of its ids and unique fields can be a shard key (a required ${KEY_TYPES_TEXT.hash})`;
}

function canBeKey(model: DatamodelModel, name: string): boolean {
  const field = model.fields.find((one) => one.name === name);
  return field?.required === true && !field.list && keyTypeOf(field) !== undefined;
}
