import type { DatamodelModel } from '../prisma/datamodel.js';
import type { SchemaFacts } from '../validation/schema-facts.js';
import { type Assigned, type Assignment, createAssignment } from './assignment.js';
import { belongToOne } from './belong-to-one.js';
import { chooseRoots } from './choose-roots.js';
import type { ForeignKeyGraph } from './foreign-key-graph.js';
import { growGroup } from './grow-groups.js';
import { placeTheRest } from './place-the-rest.js';
import type { RankedModel } from './root-candidates.js';

/** A place for every model, and the roots in the order in which they were chosen. */
export interface ModelPlan {
  readonly assignment: Assignment;
  readonly roots: readonly string[];
}

/**
 * Decides where each model belongs. What is decided counts like an annotation in another pass, until
 * no pass decides anything more: so a proposal that is written proposes nothing new.
 */
export function planModels(
  facts: SchemaFacts,
  graph: ForeignKeyGraph,
  wanted: readonly DatamodelModel[],
  ranked: readonly RankedModel[],
  listReason: (model: string) => string | undefined,
): ModelPlan {
  const decided = new Map<string, Assigned>();
  const roots: string[] = [];
  for (let asked = wanted; ; asked = []) {
    const assignment = createAssignment(facts, graph, decided);
    chooseRoots(assignment, asked, ranked, listReason);
    if (belongToOne(assignment)) {
      const isList = (model: string) => listReason(model) !== undefined;
      for (const root of assignment.roots) growGroup(assignment, { root, required: false, isList });
    }
    placeTheRest(assignment, listReason);
    for (const root of assignment.roots) if (!roots.includes(root)) roots.push(root);
    const before = decided.size;
    for (const { name } of facts.models) {
      const place = assignment.get(name);
      const writable = place?.role === 'root' || place?.role === 'follower';
      if (place !== undefined && writable && !place.given) decided.set(name, place);
    }
    if (decided.size === before) return { assignment, roots };
  }
}
