import type { DatamodelModel } from '../prisma/datamodel.js';
import type { SchemaFacts } from '../validation/schema-facts.js';
import type { KeyPart, Member } from './follow.js';
import type { ForeignKeyGraph } from './foreign-key-graph.js';
import type { KeyToAdd, Role } from './proposal.js';
import { rootKey } from './root-key.js';

/** Where a model was put, and why. */
export interface Assigned {
  readonly role: Role;
  readonly root: string | undefined;
  readonly follows: string | undefined;
  readonly key: readonly KeyPart[];
  readonly add: KeyToAdd | undefined;
  readonly reason: string;
  /** An annotation says so already. */
  readonly given: boolean;
}

/** The models that have a place so far. */
export interface Assignment {
  readonly facts: SchemaFacts;
  readonly graph: ForeignKeyGraph;
  /** In the order of choice. */
  readonly roots: readonly string[];
  get(model: string): Assigned | undefined;
  /** Models without a place, in the order of the files. */
  left(): readonly DatamodelModel[];
  /** A model that others may follow. */
  member(model: string): Member | undefined;
  put(model: string, assigned: Omit<Assigned, 'given'>): void;
  putRoot(model: DatamodelModel, reason: string): void;
}

/**
 * Begins with what the schema's own annotations say; they are never changed. `decided` are places of
 * an earlier pass, which count like annotations.
 */
export function createAssignment(
  facts: SchemaFacts,
  graph: ForeignKeyGraph,
  decided: ReadonlyMap<string, Assigned>,
): Assignment {
  const places = new Map<string, Assigned>();
  const roots: string[] = [];
  for (const { name } of facts.models) {
    const place = givenPlace(facts, name) ?? decided.get(name);
    if (place === undefined) continue;
    places.set(name, place);
    if (place.role === 'root') roots.push(name);
  }
  const put: Assignment['put'] = (model, assigned) => {
    places.set(model, { ...assigned, given: false });
  };
  return {
    facts,
    graph,
    roots,
    get: (model) => places.get(model),
    left: () => facts.models.filter(({ name }) => !places.has(name)),
    member(name) {
      const place = places.get(name);
      const model = facts.model(name);
      if (model === undefined || place?.root === undefined || place.key.length === 0) return;
      return { model, root: place.root, key: place.key };
    },
    put,
    putRoot(model, reason) {
      const key = partsOf(model, rootKey(model, graph) ?? []);
      const { name } = model;
      roots.push(name);
      put(name, { role: 'root', root: name, follows: undefined, key, add: undefined, reason });
    },
  };
}

function givenPlace(facts: SchemaFacts, model: string): Assigned | undefined {
  const placement = facts.placement(model);
  if (placement === undefined) {
    return facts.reading.broken.has(model)
      ? asAnnotated('its annotation has a mistake')
      : undefined;
  }
  // A name, since the annotations of later versions are not in the type of this one.
  const name: string = placement.name;
  const reason = `it says so: @@shard.${name}`;
  if (name === 'reference' || name === 'global') return { ...asAnnotated(reason), role: name };
  const root = facts.root(model);
  // Also a key with a mistake that the user has yet to mend, like a field that may be null.
  const named = 'on' in placement.arguments ? placement.arguments.on : [];
  const key = named.flatMap((ref): readonly KeyPart[] => {
    const field = facts.field(model, ref.name);
    return field === undefined ? [] : [{ name: field.name, field, missing: false }];
  });
  if (root === undefined || key.length === 0 || key.length < named.length) {
    return asAnnotated('its annotation has a mistake');
  }
  const follows = placement.name === 'colocated' ? placement.arguments.with.name : undefined;
  const role = follows === undefined ? 'root' : 'follower';
  return { role, root, follows, key, add: undefined, reason, given: true };
}

function asAnnotated(reason: string): Assigned {
  const nowhere = { root: undefined, follows: undefined, key: [], add: undefined };
  return { role: 'as annotated', ...nowhere, reason, given: true };
}

function partsOf(model: DatamodelModel, names: readonly string[]): readonly KeyPart[] {
  return model.fields
    .filter(({ name }) => names.includes(name))
    .map((field) => ({ name: field.name, field, missing: false }))
    .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}
