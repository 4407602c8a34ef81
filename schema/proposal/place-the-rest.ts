import type { DatamodelModel } from '../prisma/datamodel.js';
import type { Assignment } from './assignment.js';
import { isGrowingName, isOwnerName } from './names.js';
import { rootKey } from './root-key.js';

/** Gives a place to the models that lead to no group: lists, catalogues, settings, logs. */
export function placeTheRest(
  assignment: Assignment,
  listReason: (model: string) => string | undefined,
): void {
  for (const { name } of assignment.left()) {
    const list = listReason(name);
    if (list === undefined) continue;
    share(assignment, name, `${pointers(assignment, name)}, and it looks like a list: ${list}`);
  }
  for (const { name } of assignment.left()) {
    const shared = wanted(assignment, name);
    if (shared !== undefined) share(assignment, name, shared);
  }
  for (const { name } of assignment.left()) {
    const owner = partOfShared(assignment, name);
    if (owner !== undefined) {
      share(assignment, name, `its rows are a part of ${owner}, which is on every shard`);
    }
  }
  for (const model of assignment.left()) {
    const alone = ownRoot(assignment, model);
    if (alone !== undefined) assignment.putRoot(model, alone);
    else single(assignment, model);
  }
}

const NOWHERE = { root: undefined, follows: undefined, key: [], add: undefined };

function share(assignment: Assignment, model: string, reason: string): void {
  assignment.put(model, { role: 'reference', ...NOWHERE, reason });
}

function single(assignment: Assignment, { name }: DatamodelModel): void {
  const related =
    assignment.graph.outOf(name).length +
    assignment.graph.into(name).length +
    assignment.graph.joinedWith(name).length;
  const reason =
    related === 0
      ? 'nothing relates to it; if it grows with use, make it a root of its own'
      : 'it leads to no group, and no group leads to it';
  assignment.put(name, { role: 'global', ...NOWHERE, reason });
}

/** The models of groups that point to a model, for its reason. */
function pointersOf({ graph }: Assignment, model: string): readonly string[] {
  const names = [...graph.into(model).map((end) => end.model.name), ...graph.joinedWith(model)];
  return [...new Set(names)];
}

function pointers(assignment: Assignment, model: string): string {
  const names = pointersOf(assignment, model);
  const [first, second, third, ...more] = names;
  const shown = [first, second, third].filter((name) => name !== undefined).join(', ');
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return `${shown}${rest} ${names.length === 1 ? 'points' : 'point'} to it`;
}

/** Members of groups point to it, and it points to none: a whole copy keeps those relations. */
function wanted(assignment: Assignment, model: string): string | undefined {
  // Nobody wants all users, or every event, on every shard.
  if (isOwnerName(model) || isGrowingName(model)) return undefined;
  const inGroup = (name: string) => assignment.get(name)?.root !== undefined;
  if (!pointersOf(assignment, model).some(inGroup)) return undefined;
  if (assignment.graph.outOf(model).some((end) => inGroup(end.target.name))) return undefined;
  return `${pointers(assignment, model)}, and it points to no group; if it is large or often written, choose it as a root`;
}

/** The shared model whose rows its own id or unique constraint names. */
function partOfShared(assignment: Assignment, model: string): string | undefined {
  const ends = assignment.graph.outOf(model);
  const shared = (name: string) => assignment.get(name)?.role === 'reference';
  if (ends.length === 0 || !ends.every((end) => shared(end.target.name))) return undefined;
  const uniques = assignment.facts.model(model)?.uniques ?? [];
  return ends.find(({ relation }) =>
    uniques.some(
      ({ fields }) => fields.length > 1 && relation.fields.every((name) => fields.includes(name)),
    ),
  )?.target.name;
}

function ownRoot(assignment: Assignment, model: DatamodelModel): string | undefined {
  const { graph } = assignment;
  if (rootKey(model, graph) === undefined) return undefined;
  if (isOwnerName(model.name)) return 'its name is that of an owner, and it belongs to no other';
  if (isGrowingName(model.name)) {
    return 'its name is that of something that grows with use, and it belongs to no other model';
  }
  const ends = graph.outOf(model.name);
  if (ends.length === 0) return undefined;
  const all = ends.every((end) => assignment.get(end.target.name)?.role === 'reference');
  return all ? 'it points only to models that are on every shard' : undefined;
}
