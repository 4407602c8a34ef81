import type { DatamodelField, DatamodelModel } from '../prisma/datamodel.js';
import type { SourceIndex } from '../source/source-index.js';
import { keyIdentity, keyTypeOf, writtenType } from '../validation/key/key-types.js';
import { nameFor } from '../validation/placement-suggestion.js';
import type { RelationEnd } from '../validation/relations/relation-ends.js';
import { isRequired } from './foreign-key-graph.js';
import type { KeyToAdd } from './proposal.js';
import { widenedRelation } from './widened-relation.js';

/** One position of the shard key of a member of a group. */
export interface KeyPart {
  readonly name: string;
  /** The field, or for one that has yet to be added the field that it copies. */
  readonly field: DatamodelField;
  readonly missing: boolean;
}

/** A member of a group that others may follow. */
export interface Member {
  readonly model: DatamodelModel;
  readonly root: string;
  readonly key: readonly KeyPart[];
}

/** One way in which a model may follow another. */
export interface FollowOption {
  readonly end: RelationEnd;
  readonly parent: Member;
  readonly key: readonly KeyPart[];
  /** Lower is better: by the first position that differs. */
  readonly cost: readonly number[];
}

/** How the rows of `end.model` could live with those of its target. */
export function followOption(end: RelationEnd, parent: Member): FollowOption {
  const isRoot = parent.model.name === parent.root;
  const taken = new Set<string>();
  const key = parent.key.map((part): KeyPart => {
    const at = end.relation.references.indexOf(part.name);
    const paired = part.missing ? undefined : end.relation.fields[at];
    const name = paired ?? (isRoot ? undefined : sameName(end, part, parent));
    const field = end.model.fields.find((one) => one.name === name);
    if (field !== undefined && !taken.has(field.name)) {
      taken.add(field.name);
      return { name: field.name, field, missing: false };
    }
    const source = { ...part.field, name: part.name };
    return {
      name: nameFor(end.model, parent.model, source),
      field: part.field,
      missing: true,
    };
  });
  const missing = key.filter((part) => part.missing).length;
  const optional = key.filter((part) => !part.missing && !part.field.required).length;
  const [first] = key;
  return {
    end,
    parent,
    key,
    cost: [
      Number(!isRequired(end)),
      missing,
      optional,
      Number(!isRoot),
      Number(first?.name !== `${parent.model.delegate}Id`),
      end.model.fields.indexOf(end.field),
    ],
  };
}

/** A field with the name of the parent's key, if nothing says that it holds something else. */
function sameName({ model }: RelationEnd, part: KeyPart, parent: Member): string | undefined {
  const own = model.fields.find(({ name }) => name === part.name);
  if (own === undefined || own.list || own.kind !== 'scalar') return undefined;
  const same = (field: DatamodelField) => keyIdentity({ field, type: keyTypeOf(field) });
  if (same(own) === undefined || same(own) !== same(part.field)) return undefined;
  const elsewhere = model.fields.some(
    (one) =>
      one.relation?.fields.includes(own.name) === true &&
      one.type !== parent.root &&
      one.type !== parent.model.name,
  );
  const isId = model.uniques.some(
    ({ kind, fields }) => kind === 'id' && fields.length === 1 && fields[0] === own.name,
  );
  return elsewhere || isId ? undefined : own.name;
}

export function compareOptions(a: FollowOption, b: FollowOption): number {
  const at = a.cost.findIndex((cost, i) => cost !== b.cost[i]);
  return (a.cost[at] ?? 0) - (b.cost[at] ?? 0);
}

/** What to change so that the model can follow; undefined when it can already. */
export function keyToAdd(
  source: SourceIndex,
  { end, parent, key }: FollowOption,
): KeyToAdd | undefined {
  const added = key.filter(({ missing }) => missing);
  if (added.length === 0) return undefined;
  const { model, target, relation } = end;
  const own = key.map(({ name }) => name);
  const other = parent.key.map(({ name }) => name);
  const kept = relation.fields
    .map((_, i) => i)
    .filter((i) => !other.includes(relation.references[i] ?? ''));
  const from = [...own, ...kept.map((i) => relation.fields[i] ?? '')];
  const to = [...other, ...kept.map((i) => relation.references[i] ?? '')];
  const uniques = [
    ...(isUnique(target, to)
      ? []
      : [{ model: target.name, write: `@@unique([${to.join(', ')}])` }]),
    ...(end.inverse.list || isUnique(model, from)
      ? []
      : [{ model: model.name, write: `@@unique([${from.join(', ')}])` }]),
  ];
  return {
    fields: added.map(({ name, field }) => ({ name, type: writtenType(field) })),
    relation: {
      field: `${model.name}.${end.field.name}`,
      write: widenedRelation(source, end, from, to),
    },
    uniques,
  };
}

function isUnique(model: DatamodelModel, fields: readonly string[]): boolean {
  const wanted = fields.toSorted().join();
  return model.uniques.some((unique) => unique.fields.toSorted().join() === wanted);
}
