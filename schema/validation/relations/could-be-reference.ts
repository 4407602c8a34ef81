import type { DatamodelModel } from '../../prisma/datamodel.js';
import type { SchemaFacts } from '../schema-facts.js';
import { isReference } from './home.js';
import { foreignKeys } from './relation-ends.js';

/** Whether a model could be one with a copy on every shard: others point to it, it points to none, and none follows it. */
export function couldBeReference(facts: SchemaFacts, model: DatamodelModel): boolean {
  const keys = foreignKeys(facts).filter((end) => end.model !== end.target);
  return (
    keys.some(({ target }) => target === model) &&
    keys.every((end) => end.model !== model || isReference(facts, end.target.name)) &&
    facts.models.every((other) => {
      const placement = facts.placement(other.name);
      return placement?.name !== 'colocated' || placement.arguments.with.name !== model.name;
    })
  );
}
