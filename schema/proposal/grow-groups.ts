import type { DatamodelModel } from '../prisma/datamodel.js';
import type { Assignment } from './assignment.js';
import { compareOptions, type FollowOption, followOption, keyToAdd } from './follow.js';
import { isRequired } from './foreign-key-graph.js';

/** How far a group grows. */
export interface Growth {
  readonly root: string;
  /** Only through foreign keys that are never null. */
  readonly required: boolean;
  readonly isList: (model: string) => boolean;
}

/** Puts every model that can follow a member of the group into it, the best ways first. */
export function growGroup(assignment: Assignment, growth: Growth): void {
  for (;;) {
    const best = assignment
      .left()
      .filter(({ name }) => !growth.isList(name))
      .flatMap((model) => bestOption(assignment, model, growth) ?? []);
    const [first] = best.toSorted(compareOptions);
    if (first === undefined) return;
    // What costs the same is independent of each other; what costs more may yet find a better parent.
    const { cost } = first;
    for (const option of best) {
      if (option.cost.slice(0, 3).join() === cost.slice(0, 3).join()) follow(assignment, option);
    }
  }
}

/** The best way for a model to follow a member of a group as it is now. */
export function bestOption(
  assignment: Assignment,
  model: DatamodelModel,
  { root, required }: { readonly root?: string; readonly required: boolean },
): FollowOption | undefined {
  return assignment.graph
    .outOf(model.name)
    .filter((end) => !required || isRequired(end))
    .flatMap((end) => {
      const parent = assignment.member(end.target.name);
      if (parent === undefined || (root !== undefined && parent.root !== root)) return [];
      return [followOption(end, parent)];
    })
    .sort(compareOptions)[0];
}

function follow(assignment: Assignment, option: FollowOption): void {
  const { end, parent, key } = option;
  const add = keyToAdd(assignment.facts.source, option);
  assignment.put(end.model.name, {
    role: add === undefined ? 'follower' : 'lacks key',
    root: parent.root,
    // A model that has to wait for its own key can be followed by none that has one.
    follows:
      add === undefined && parent.key.some(({ missing }) => missing)
        ? parent.root
        : parent.model.name,
    key,
    add,
    reason: reasonOf(option),
  });
}

function reasonOf({ end, parent, key }: FollowOption): string {
  const relation = `${end.model.name}.${end.field.name}`;
  const target = parent.model.name;
  if (key.some(({ missing }) => missing)) {
    return `it belongs to ${target} through ${relation}, but no field of it holds the key of ${parent.root}`;
  }
  const names = key.map(({ name }) => name);
  const carried = names.every((name) => end.relation.fields.includes(name));
  const held = carried
    ? `${relation} holds the key of ${target}`
    : `it belongs to ${target} through ${relation}, and its ${names.join(', ')} has the name and type of the key there`;
  const optional = key.filter(({ field }) => !field.required).map(({ name }) => name);
  if (optional.length === 0) return held;
  return `${held}, but ${optional.join(', ')} may be null: every row needs a key`;
}
