import type { DatamodelModel } from '../prisma/datamodel.js';
import { keyTypeOf } from './key/key-types.js';
import { relationEnds } from './relations/relation-ends.js';
import type { SchemaFacts } from './schema-facts.js';

/** The annotation that a model without one most likely needs. */
export function placementSuggestion(facts: SchemaFacts, model: DatamodelModel): string {
  return followParent(facts, model) ?? rootOrFollower(facts, model);
}

function followParent(facts: SchemaFacts, model: DatamodelModel): string | undefined {
  for (const { relation, target } of relationEnds(facts, model)) {
    const key = facts.key(target.name);
    if (relation.fields.length === 0 || key === undefined || target === model) continue;
    const on = key.map(({ field, type }) => {
      const paired = relation.fields[relation.references.indexOf(field.name)];
      const own = model.fields.find(({ name }) => name === (paired ?? field.name));
      return own !== undefined && keyTypeOf(own) === type ? own.name : undefined;
    });
    const names = key.map(({ field }) => field.name).join(', ');
    if (on.every((name) => name !== undefined)) {
      return `Write \`/// @@shard.colocated(with: ${target.name}, on: [${on.join(', ')}])\` above it, or \`/// @@shard.hash(on: [...])\` to make it a root.`;
    }
    return `Give it a field that holds the shard key of ${target.name} (${names}), and write \`/// @@shard.colocated(with: ${target.name}, on: [...])\` above it with that field.`;
  }
  return undefined;
}

function rootOrFollower(facts: SchemaFacts, model: DatamodelModel): string {
  const id = model.uniques.find((unique) =>
    unique.fields.every((name) => {
      const field = model.fields.find((candidate) => candidate.name === name);
      return field !== undefined && keyTypeOf(field) !== undefined;
    }),
  );
  const root = `\`/// @@shard.hash(on: [${id?.fields[0] ?? 'id'}])\``;
  const parent = relationEnds(facts, model).find(
    (end) => end.relation.fields.length > 0 && end.target !== model,
  )?.target.name;
  return parent === undefined
    ? `Write ${root} above it if it is the root of a group, or \`/// @@shard.colocated(with: Model, on: [...])\` if its rows follow another model's.`
    : `Write \`/// @@shard.colocated(with: ${parent}, on: [...])\` above it, with a field that holds the shard key of ${parent}, or ${root} to make it a root.`;
}
