import { foreignKeys, nameOf, type RelationEnd } from '../validation/relations/relation-ends.js';
import type { Assigned, Assignment } from './assignment.js';
import type { Crossing, FindingGroup } from './proposal.js';

const CROSSING_CODES = new Set(['SG1301', 'SG1302', 'SG1251']);

/**
 * Every relation whose ends would not live together: those that the analysis finds, and those that
 * it cannot see since one end has no annotation yet.
 */
export function findCrossings(
  assignment: Assignment,
  findings: readonly FindingGroup[],
  isWritten: (model: string) => boolean,
): readonly Crossing[] {
  const seen = findings
    .filter(({ code }) => CROSSING_CODES.has(code))
    .flatMap((group) => group.findings.map(({ location, message }) => ({ location, message })));
  const unseen = foreignKeys(assignment.facts).flatMap((end): readonly Crossing[] => {
    const own = assignment.get(end.model.name);
    const other = assignment.get(end.target.name);
    if (own === undefined || other === undefined) return [];
    if (isWritten(end.model.name) && isWritten(end.target.name)) return [];
    if (!apart(own, other)) return [];
    const location = assignment.facts.source.memberAt(end.model.name, end.field.name);
    return [{ location, message: messageOf(end, own, other) }];
  });
  return [...seen, ...unseen].sort(
    (a, b) =>
      compare(a.location.file, b.location.file) ||
      a.location.line - b.location.line ||
      a.location.column - b.location.column,
  );
}

function apart(own: Assigned, other: Assigned): boolean {
  if (own.role === 'as annotated' || other.role === 'as annotated') return false;
  if (other.role === 'reference') return false;
  if (own.role === 'global' && other.role === 'global') return false;
  return own.root === undefined || own.root !== other.root;
}

function messageOf(end: RelationEnd, own: Assigned, other: Assigned): string {
  const { model, target } = end;
  return `${nameOf(end)} crosses shards: ${model.name} is ${placeOf(own)}, ${target.name} is ${placeOf(other)}.`;
}

function placeOf({ role, root }: Assigned): string {
  if (role === 'reference') return 'on every shard';
  return root === undefined ? 'on one shard' : `in the group of ${root}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
