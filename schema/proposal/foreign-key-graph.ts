import {
  foreignKeys,
  manyToMany,
  type RelationEnd,
} from '../validation/relations/relation-ends.js';
import type { SchemaFacts } from '../validation/schema-facts.js';

/** Which model points to which. Relations of a model to itself are left out. */
export interface ForeignKeyGraph {
  /** The foreign keys that a model has, in the order of its fields. */
  outOf(model: string): readonly RelationEnd[];
  /** The foreign keys that lead to a model. */
  into(model: string): readonly RelationEnd[];
  /** The other ends of its many-to-many relations. */
  joinedWith(model: string): readonly string[];
  /** The models that lead to `model` over any number of steps through keys that pass. */
  reaching(model: string, passes: (end: RelationEnd) => boolean): ReadonlySet<string>;
}

/** No row without a parent: every field of the foreign key is required. */
export function isRequired({ model, relation }: RelationEnd): boolean {
  return relation.fields.every(
    (name) => model.fields.find((field) => field.name === name)?.required === true,
  );
}

export function createForeignKeyGraph(facts: SchemaFacts): ForeignKeyGraph {
  const out = new Map<string, RelationEnd[]>();
  const into = new Map<string, RelationEnd[]>();
  const joined = new Map<string, string[]>();
  for (const end of foreignKeys(facts)) {
    if (end.model === end.target) continue;
    listAt(out, end.model.name).push(end);
    listAt(into, end.target.name).push(end);
  }
  for (const { model, target } of manyToMany(facts)) {
    if (model === target) continue;
    listAt(joined, model.name).push(target.name);
    listAt(joined, target.name).push(model.name);
  }
  return {
    outOf: (model) => out.get(model) ?? [],
    into: (model) => into.get(model) ?? [],
    joinedWith: (model) => joined.get(model) ?? [],
    reaching(model, passes) {
      const found = new Set<string>();
      const open = [model];
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        for (const end of into.get(at) ?? []) {
          const { name } = end.model;
          if (name === model || found.has(name) || !passes(end)) continue;
          found.add(name);
          open.push(name);
        }
      }
      return found;
    },
  };
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
