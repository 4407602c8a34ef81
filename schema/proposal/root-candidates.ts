import type { DatamodelModel } from '../prisma/datamodel.js';
import type { RelationEnd } from '../validation/relations/relation-ends.js';
import { type ForeignKeyGraph, isRequired } from './foreign-key-graph.js';
import { isOwnerName } from './names.js';
import { noRootKey, rootKey } from './root-key.js';

/** A model that others point to, measured. */
export interface RankedModel {
  readonly model: string;
  readonly reachedBy: number;
  readonly direct: number;
  /** Only through foreign keys that may be null. */
  readonly optionally: boolean;
  /** Undefined when it can be a root. */
  readonly obstacle: string | undefined;
}

/** Which of two nearly equal reaches is the greater one, others decide. */
const NEARLY = 0.85;

/**
 * Ranks the models that others lead to. The reach counts most; among nearly equal reaches the
 * model with more direct foreign keys comes first, then one with the name of an owner.
 */
export function rankCandidates(
  models: readonly DatamodelModel[],
  graph: ForeignKeyGraph,
  listReason: (model: string) => string | undefined,
): readonly RankedModel[] {
  const among = new Set(models.map(({ name }) => name));
  const required = measure(models, graph, listReason, (end) => counts(end) && isRequired(end));
  const any = measure(models, graph, listReason, counts);
  const all = any.map((one) => {
    const strict = required.find(({ model }) => model === one.model);
    return strict === undefined ? { ...one, optionally: true } : strict;
  });
  return inOrder(all.filter((one) => one.obstacle === undefined && !one.optionally))
    .concat(inOrder(all.filter((one) => one.obstacle === undefined && one.optionally)))
    .concat(inOrder(all.filter((one) => one.obstacle !== undefined)));

  function counts(end: RelationEnd): boolean {
    return among.has(end.model.name) && among.has(end.target.name);
  }
}

function measure(
  models: readonly DatamodelModel[],
  graph: ForeignKeyGraph,
  listReason: (model: string) => string | undefined,
  passes: (end: RelationEnd) => boolean,
): readonly RankedModel[] {
  return models.flatMap((model) => {
    const { name } = model;
    const reachedBy = graph.reaching(name, passes).size;
    if (reachedBy === 0) return [];
    const direct = new Set(
      graph
        .into(name)
        .filter(passes)
        .map((end) => end.model.name),
    ).size;
    const list = listReason(name);
    const owner = ownerOf(name, graph, passes);
    const obstacle =
      rootKey(model, graph) === undefined
        ? noRootKey()
        : owner !== undefined
          ? `each of its rows belongs to one ${owner}`
          : list && `it looks like a list that others refer to: ${list}`;
    return [{ model: name, reachedBy, direct, optionally: false, obstacle }];
  });
}

/** The one model that points to it, each row to a row of its own, when that one is more than a part. */
function ownerOf(
  model: string,
  graph: ForeignKeyGraph,
  passes: (end: RelationEnd) => boolean,
): string | undefined {
  const [end, ...others] = graph.into(model);
  if (end === undefined || others.length > 0 || end.inverse.list) return undefined;
  return graph.reaching(end.model.name, passes).size > 0 ? end.model.name : undefined;
}

function inOrder(ranked: readonly RankedModel[]): readonly RankedModel[] {
  const left = [...ranked];
  const ordered: RankedModel[] = [];
  while (left.length > 0) {
    const most = Math.max(...left.map(({ reachedBy }) => reachedBy));
    const [best] = left.filter(({ reachedBy }) => reachedBy >= most * NEARLY).sort(compare);
    if (best === undefined) break;
    ordered.push(best);
    left.splice(left.indexOf(best), 1);
  }
  return ordered;
}

function compare(a: RankedModel, b: RankedModel): number {
  return (
    b.direct - a.direct ||
    Number(isOwnerName(b.model)) - Number(isOwnerName(a.model)) ||
    b.reachedBy - a.reachedBy ||
    (a.model < b.model ? -1 : 1)
  );
}

/** Whether the two are equal but for their names. */
export function nameDecides(first: RankedModel, second: RankedModel | undefined): boolean {
  return (
    second?.obstacle === undefined &&
    first.direct === second?.direct &&
    first.reachedBy === second.reachedBy
  );
}
