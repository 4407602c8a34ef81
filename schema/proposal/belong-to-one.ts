import { writtenType } from '../validation/key/key-types.js';
import { nameFor } from '../validation/placement-suggestion.js';
import type { RelationEnd } from '../validation/relations/relation-ends.js';
import type { Assignment } from './assignment.js';
import type { KeyPart, Member } from './follow.js';
import { widenedRelation } from './widened-relation.js';

/**
 * A model whose rows one row of a group points to, each row at most once, like the settings of a
 * team: it belongs to that group, and lacks its key. Answers whether there was one.
 */
export function belongToOne(assignment: Assignment): boolean {
  let found = false;
  for (;;) {
    const next = assignment.left().flatMap(({ name }) => {
      const [end, ...others] = assignment.graph.into(name);
      const child = end && assignment.member(end.model.name);
      return end === undefined || child === undefined || others.length > 0 || end.inverse.list
        ? []
        : [{ end, child }];
    });
    if (next.length === 0) return found;
    found = true;
    for (const { end, child } of next) belong(assignment, end, child);
  }
}

function belong(assignment: Assignment, end: RelationEnd, child: Member): void {
  const { model, target, field, relation } = end;
  const key = child.key.map((part): KeyPart => {
    const source = { ...part.field, name: part.name };
    return { name: nameFor(target, child.model, source), field: part.field, missing: true };
  });
  const kept = relation.fields
    .map((_, i) => i)
    .filter((i) => !child.key.some(({ name }) => name === relation.fields[i]));
  const from = [...child.key.map(({ name }) => name), ...kept.map((i) => relation.fields[i] ?? '')];
  const to = [...key.map(({ name }) => name), ...kept.map((i) => relation.references[i] ?? '')];
  const isOwn = from.length === relation.fields.length;
  assignment.put(target.name, {
    role: 'lacks key',
    root: child.root,
    follows: model.name,
    key,
    add: {
      fields: key.map(({ name, field: like }) => ({ name, type: writtenType(like) })),
      relation: {
        field: `${model.name}.${field.name}`,
        write: widenedRelation(assignment.facts.source, end, from, to),
      },
      uniques: [
        { model: target.name, write: `@@unique([${to.join(', ')}])` },
        ...(isOwn ? [] : [{ model: model.name, write: `@@unique([${from.join(', ')}])` }]),
      ],
    },
    reason: `each of its rows belongs to one ${model.name} (${model.name}.${field.name}), but no field of it holds the key of ${child.root}`,
  });
}
