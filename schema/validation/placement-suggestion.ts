import { writtenShard } from '../annotation/argument/shard-ref.js';
import type { DatamodelField, DatamodelModel } from '../prisma/datamodel.js';
import { keyIdentity, keyTypeOf, writtenType } from './key/key-types.js';
import { couldBeReference } from './relations/could-be-reference.js';
import { isReference } from './relations/home.js';
import { relationEnds } from './relations/relation-ends.js';
import type { SchemaFacts } from './schema-facts.js';

/** The annotation that a model without one most likely needs. */
export function placementSuggestion(facts: SchemaFacts, model: DatamodelModel): string {
  return besideGlobal(facts, model) ?? followParent(facts, model) ?? rootOrFollower(facts, model);
}

/** What belongs to a global model can only be global too, on the same shard. */
function besideGlobal(facts: SchemaFacts, model: DatamodelModel): string | undefined {
  for (const { target } of relationEnds(facts, model)) {
    const placement = facts.placement(target.name);
    if (placement?.name !== 'global') continue;
    const shard = writtenShard(placement.arguments.shard.name);
    return `Write \`/// @@shard.global(shard: ${shard})\` above it, as its ${target.name} has; or ${couldBeReference(facts, model) ? '`/// @@shard.reference`, which puts a copy on every shard; or ' : ''}remove the relation and place it by itself.`;
  }
  return undefined;
}

function followParent(facts: SchemaFacts, model: DatamodelModel): string | undefined {
  for (const { relation, target } of relationEnds(facts, model)) {
    const key = facts.key(target.name);
    if (relation.fields.length === 0 || key === undefined || target === model) continue;
    const strategy = facts.strategy(target.name);
    const on = key.map((part) => {
      const { field } = part;
      const paired = relation.fields[relation.references.indexOf(field.name)];
      const own = model.fields.find(({ name }) => name === (paired ?? field.name));
      if (own === undefined) return undefined;
      const type = keyTypeOf(own, strategy);
      return keyIdentity({ field: own, type }) === keyIdentity(part) ? own.name : undefined;
    });
    if (on.every((name) => name !== undefined)) {
      return `Write \`/// @@shard.colocated(with: ${target.name}, on: [${on.join(', ')}])\` above it, or \`/// @@shard.hash(on: [...])\` to make it a root.`;
    }
    const added = key.flatMap(({ field }, position) =>
      on[position] === undefined ? [{ name: nameFor(model, target, field), field }] : [],
    );
    const lines = added.map(({ name, field }) => `\`${name} ${writtenType(field)}\``).join(' and ');
    const all = on.map((name) => name ?? added.shift()?.name ?? '');
    return `Add ${lines} to it, the shard key of its ${target.name}, and write \`/// @@shard.colocated(with: ${target.name}, on: [${all.join(', ')}])\` above it; or write \`/// @@shard.hash(on: [...])\` to make it a root.`;
  }
  return undefined;
}

function rootOrFollower(facts: SchemaFacts, model: DatamodelModel): string {
  const root = `\`/// @@shard.hash(on: [${idOf(model)}])\``;
  const end = relationEnds(facts, model).find(
    ({ relation, target }) =>
      relation.fields.length > 0 && target !== model && !isReference(facts, target.name),
  );
  if (end === undefined) {
    const list = couldBeReference(facts, model)
      ? ', or `/// @@shard.reference` if it is a list that many rows point to: then every shard has a copy'
      : '';
    return `Write ${root} above it if it is the root of a group, or \`/// @@shard.colocated(with: Model, on: [...])\` if its rows follow another model's${list}.`;
  }
  const parent = end.target.name;
  const { fields, references } = end.relation;
  const followed = references.length === 1 && references[0] === idOf(end.target);
  if (followed && fields[0] !== undefined && !holdsForeignKey(facts, end.target)) {
    return `Write \`/// @@shard.colocated(with: ${parent}, on: [${fields[0]}])\` above it if ${parent} is the root of its group, or ${root} to make it a root.`;
  }
  return `Write \`/// @@shard.colocated(with: ${parent}, on: [...])\` above it, with a field that holds the shard key of ${parent}, or ${root} to make it a root.`;
}

function holdsForeignKey(facts: SchemaFacts, model: DatamodelModel): boolean {
  return relationEnds(facts, model).some(
    ({ relation, target }) => relation.fields.length > 0 && target !== model,
  );
}

/** The field that is the model's key most likely. */
function idOf(model: DatamodelModel): string {
  const id = model.uniques.find((unique) =>
    unique.fields.every((name) => {
      const field = model.fields.find((candidate) => candidate.name === name);
      return field !== undefined && keyTypeOf(field) !== undefined;
    }),
  );
  return id?.fields[0] ?? 'id';
}

/** How a model may call the shard key of the one that it follows, without a field in the way. */
export function nameFor(
  model: DatamodelModel,
  target: DatamodelModel,
  field: DatamodelField,
): string {
  const taken = (name: string) => model.fields.some((one) => one.name === name);
  const plain = field.name === 'id' ? `${target.delegate}Id` : field.name;
  const long = `${target.delegate}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
  return taken(plain) ? long : plain;
}
