import type { DatamodelModel } from '../prisma/datamodel.js';
import type { Assignment } from './assignment.js';
import { followByName } from './follow-by-name.js';
import { bestOption, growGroup } from './grow-groups.js';
import { nameDecides, type RankedModel, rankCandidates } from './root-candidates.js';

/** A model with fewer followers than this follows another one, if it can, and is no root. */
const OWN_GROUP = 3;

/**
 * Puts all models that lead to each other into groups: the roots that there are and that are asked
 * for first, then the best candidate, and more where that leaves models which lead to one of their
 * own. `ranked` are all candidates: the better root gets the models that could follow several.
 */
export function chooseRoots(
  assignment: Assignment,
  wanted: readonly DatamodelModel[],
  ranked: readonly RankedModel[],
  listReason: (model: string) => string | undefined,
): void {
  for (const model of wanted) {
    if (assignment.get(model.name) === undefined) assignment.putRoot(model, 'it was asked for');
  }
  const isList = (model: string) => listReason(model) !== undefined;
  const rank = (root: string) => {
    const at = ranked.findIndex(({ model }) => model === root);
    return at === -1 ? ranked.length : at;
  };
  const place = (root: string) => (wanted.some(({ name }) => name === root) ? -1 : rank(root));
  for (const required of [true, false]) {
    const grow = (root: string) => growGroup(assignment, { root, required, isList });
    assignment.roots.toSorted((a, b) => place(a) - place(b)).forEach(grow);
    for (;;) {
      followByName(assignment, isList);
      assignment.roots.toSorted((a, b) => place(a) - place(b)).forEach(grow);
      const root = chooseOne(assignment, listReason);
      if (root === undefined) break;
      grow(root);
    }
  }
}

function chooseOne(
  assignment: Assignment,
  listReason: (model: string) => string | undefined,
): string | undefined {
  const left = assignment.left();
  const [best, second] = rankCandidates(left, assignment.graph, listReason).filter(
    (one) => one.obstacle === undefined && !staysFollower(assignment, one, left.length),
  );
  const model = left.find(({ name }) => name === best?.model);
  if (best === undefined || model === undefined) return undefined;
  assignment.putRoot(model, `${reach(best)}${nameDecides(best, second) ? BY_NAME : ''}`);
  return model.name;
}

const BY_NAME = '; others have as many, and its name decides';

/** It could follow through a foreign key that may be null, and few models lead to it. */
function staysFollower(assignment: Assignment, one: RankedModel, left: number): boolean {
  const model = assignment.facts.model(one.model);
  if (model === undefined || bestOption(assignment, model, { required: false }) === undefined)
    return false;
  return one.optionally || one.reachedBy < Math.max(OWN_GROUP, left / 4);
}

/** `5 models lead to it through required foreign keys, 3 of them directly` */
export function reach({ reachedBy, direct, optionally }: RankedModel): string {
  const models = reachedBy === 1 ? '1 model leads' : `${reachedBy} models lead`;
  const keys = optionally ? 'foreign keys, some of which may be null' : 'required foreign keys';
  return `${models} to it through ${keys}, ${direct} directly`;
}
