import { keyIdentity } from '../key/key-types.js';
import type { SchemaFacts } from '../schema-facts.js';
import type { RelationEnd } from './relation-ends.js';

/** A pair of a foreign key in which only one side is a shard key field. */
export interface CrossingPair {
  readonly own: string;
  readonly other: string;
  /** The field of this model that is the shard key at this position. */
  readonly ownKey: string;
  /** The field of the target that is the shard key at this position. */
  readonly otherKey: string;
}

/** How a foreign key treats the shard keys of its two ends. */
export interface KeyPairing {
  /** Each field of the one key is paired with the field of the other key at its position. */
  readonly carried: boolean;
  readonly crossing: CrossingPair | undefined;
}

/** Undefined when one of the keys is not known, or the ends are in different groups. */
export function keyPairing(facts: SchemaFacts, end: RelationEnd): KeyPairing | undefined {
  const own = facts.key(end.model.name);
  const other = facts.key(end.target.name);
  const root = facts.root(end.model.name);
  if (own === undefined || other === undefined || root === undefined) return undefined;
  if (root !== facts.root(end.target.name) || own.length !== other.length) return undefined;
  // Keys of other types are SG1219's; what the pairs come to is not known before that is mended.
  const theirs = other.map(keyIdentity);
  if (own.some((field, position) => keyIdentity(field) !== theirs[position])) return undefined;
  const { fields, references } = end.relation;
  let carried = true;
  let crossing: CrossingPair | undefined;
  own.forEach((part, position) => {
    const ownKey = part.field.name;
    const otherKey = other[position]?.field.name ?? '';
    const paired = fields.some((field, i) => field === ownKey && references[i] === otherKey);
    if (paired) return;
    carried = false;
    const i = fields.findIndex((field, at) => field === ownKey || references[at] === otherKey);
    const from = fields[i];
    const to = references[i];
    if (from !== undefined && to !== undefined) {
      crossing ??= { own: from, other: to, ownKey, otherKey };
    }
  });
  return { carried, crossing };
}
