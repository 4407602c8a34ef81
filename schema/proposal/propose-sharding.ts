import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { sortDiagnostics } from '../diagnostics/sort-diagnostics.js';
import { deepFreeze } from '../model/deep-freeze.js';
import type { DatamodelModel } from '../prisma/datamodel.js';
import { readFacts } from '../read-facts.js';
import type { SchemaFile } from '../source/schema-file.js';
import { applyPlan, planLater, planNow } from './annotate.js';
import { annotationText } from './annotation-text.js';
import { type Assignment, createAssignment } from './assignment.js';
import { reach } from './choose-roots.js';
import { findBreaks } from './find-breaks.js';
import { findCrossings } from './find-crossings.js';
import { createForeignKeyGraph } from './foreign-key-graph.js';
import { planModels } from './plan-models.js';
import type { ModelProposal, Proposal, RootCandidate } from './proposal.js';
import { type RankedModel, rankCandidates } from './root-candidates.js';
import { noRootKey, rootKey } from './root-key.js';
import { sharedLists } from './shared-lists.js';

/** What is known beside the files. */
export interface ProposalWishes {
  /** Models that have to be roots, in this order. */
  readonly roots?: readonly string[] | undefined;
  /** The shards of the config; global models are proposed for the first. */
  readonly shards?: readonly string[] | undefined;
}

/** What came of it. */
export type ProposalOutcome =
  | {
      readonly kind: 'proposed';
      readonly proposal: Proposal;
      /** The files with every annotation that can be written now. */
      readonly annotated: readonly SchemaFile[];
    }
  /** Prisma does not read the schema. */
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] }
  /** A wish cannot be granted. */
  | {
      readonly kind: 'wrong root';
      readonly root: string;
      readonly reason: string;
      readonly models: readonly string[];
    };

/**
 * Reads a schema and says how it could be sharded, with reasons. Pure: nothing is written, and the
 * same files give the same proposal.
 */
export function proposeSharding(
  files: readonly SchemaFile[],
  wishes: ProposalWishes = {},
): ProposalOutcome {
  const { facts, diagnostics, modelsAreRead } = readFacts(files, wishes.shards);
  if (!modelsAreRead) {
    return deepFreeze({ kind: 'refused', diagnostics: sortDiagnostics(diagnostics) });
  }
  const graph = createForeignKeyGraph(facts);
  const given = createAssignment(facts, graph, new Map());
  const wanted: DatamodelModel[] = [];
  for (const root of new Set(wishes.roots)) {
    const model = facts.model(root);
    const reason = whyNotRoot(given, model);
    if (model === undefined || reason !== undefined) {
      const models = facts.models.map(({ name }) => name);
      return deepFreeze({ kind: 'wrong root', root, reason: reason ?? '', models });
    }
    wanted.push(model);
  }
  const lists = sharedLists(facts.models, graph);
  const listReason = (model: string) =>
    wanted.some(({ name }) => name === model) ? undefined : lists.get(model);
  const ranked = rankCandidates(facts.models, graph, listReason);
  const { assignment, roots } = planModels(facts, graph, wanted, ranked, listReason);

  const models = facts.models.map(({ name }) => modelProposal(assignment, name, wishes.shards));
  const { source } = facts;
  const now = planNow(source, models);
  const widened = models.flatMap(({ model, add }) => {
    const field = add?.relation.field.slice(model.length + 1);
    return field === undefined ? [] : [source.memberAt(model, field)];
  });
  const findings = findBreaks(files, wishes.shards, now, planLater(source, models), widened);
  const stateOf = new Map(models.map(({ model, state }) => [model, state]));
  const crossings = findCrossings(assignment, findings, (name) =>
    ['present', 'write', 'add key'].includes(stateOf.get(name) ?? ''),
  );
  const edits = models.flatMap(({ model, state, annotation }) =>
    state !== 'write' || annotation === undefined
      ? []
      : [{ model, location: source.blockAt(model), annotation }],
  );
  const candidates = candidatesOf(assignment, ranked);
  const proposal = { candidates, roots, models, crossings, findings, edits };
  return deepFreeze({ kind: 'proposed', proposal, annotated: applyPlan(files, now) });
}

function whyNotRoot(assignment: Assignment, model: DatamodelModel | undefined): string | undefined {
  if (model === undefined) return 'there is no such model';
  const place = assignment.get(model.name);
  if (place !== undefined && place.role !== 'root') {
    return 'its annotation says otherwise, and annotations are never changed';
  }
  return rootKey(model, assignment.graph) === undefined ? noRootKey() : undefined;
}

function candidatesOf(
  assignment: Assignment,
  ranked: readonly RankedModel[],
): readonly RootCandidate[] {
  return ranked.map((one) => {
    const { model, reachedBy, direct, obstacle } = one;
    const chosen = assignment.roots.includes(model);
    const place = assignment.get(model);
    const follows = place?.follows === undefined ? '' : `; it follows ${place.follows} here`;
    const reason =
      obstacle === undefined ? `${reach(one)}${follows}` : `${reach(one)}, but ${obstacle}`;
    return { model, reachedBy, direct, chosen, reason };
  });
}

function modelProposal(
  assignment: Assignment,
  model: string,
  shards: readonly string[] | undefined,
): ModelProposal {
  const place = assignment.get(model);
  if (place === undefined) throw new Error(`${model} has no place`);
  const { role, root, reason, add } = place;
  const text = annotationText(place, shards?.[0] ?? 'main');
  return {
    model,
    role,
    group: root,
    key: place.key.map(({ name }) => name),
    reason,
    annotation: place.given ? undefined : text?.text,
    state: stateOf(place.given, text?.available, add !== undefined),
    add,
  };
}

function stateOf(
  given: boolean,
  available: boolean | undefined,
  lacksKey: boolean,
): ModelProposal['state'] {
  if (given) return 'present';
  if (available === undefined) return 'none';
  if (!available) return 'not available';
  return lacksKey ? 'add key' : 'write';
}
