import { loaderName } from '../../model/cross-relation.js';
import type { SchemaFacts } from '../schema-facts.js';
import type { RelationEnd } from './relation-ends.js';
import { defaultName, type RelationMark } from './relation-mark.js';
import { resolveMark } from './resolve-mark.js';

/** What to write in place of a relation that crosses shards; undefined where a mark would not lead to one row. */
export function markInstead(facts: SchemaFacts, end: RelationEnd): string | undefined {
  const { model, field, relation, target, inverse } = end;
  const at = facts.source.memberAt(model.name, field.name);
  const ref = (name: string) => ({ name, at });
  const mark: RelationMark = {
    model,
    at,
    name: ref(field.name),
    to: ref(target.name),
    fields: relation.fields.map(ref),
    references: relation.references.map(ref),
  };
  if (relation.fields.length === 0 || resolveMark(facts, mark).relation === undefined) {
    return undefined;
  }
  const removed = `Remove the fields ${model.name}.${field.name} and ${target.name}.${inverse.name}`;
  const loader = `\`db.${model.delegate}.${loaderName(mark.name)}(rows)\` then finds the rows of ${target.name}, with one query per shard.`;
  const [own, ...others] = relation.fields;
  const [other] = relation.references;
  if (own !== undefined && others.length === 0) {
    const id = target.uniques.find(({ kind }) => kind === 'id')?.fields;
    const references = id?.length === 1 && id[0] === other ? '' : `, references: ${other ?? ''}`;
    const name = defaultName(own) === field.name ? '' : `, name: ${field.name}`;
    return `${removed}, and write \`/// @shard.relation(to: ${target.name}${references}${name})\` behind ${own}: ${loader}`;
  }
  return `${removed}, and write \`/// @@shard.relation(name: ${field.name}, to: ${target.name}, fields: [${relation.fields.join(', ')}], references: [${relation.references.join(', ')}])\` above ${model.name}: ${loader}`;
}
