import type { DatamodelModel } from '../prisma/datamodel.js';
import type { ForeignKeyGraph } from './foreign-key-graph.js';
import { sharedList } from './shared-list.js';

/**
 * The models that look like lists, with the reasons. A list points to nothing but other lists: one
 * that points to a user is that user's own.
 */
export function sharedLists(
  models: readonly DatamodelModel[],
  graph: ForeignKeyGraph,
): ReadonlyMap<string, string> {
  const lists = new Map<string, string>();
  for (const model of models) {
    const reason = sharedList(model, graph, models.length);
    if (reason !== undefined) lists.set(model.name, reason);
  }
  const isOwned = (name: string) => graph.outOf(name).some((end) => !lists.has(end.target.name));
  for (;;) {
    const owned = [...lists.keys()].filter(isOwned);
    if (owned.length === 0) return lists;
    for (const name of owned) lists.delete(name);
  }
}
