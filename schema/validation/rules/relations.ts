import { error, warning } from '../../diagnostics/report.js';
import { compositeForeignKey } from '../relations/composite-foreign-key.js';
import { couldBeReference } from '../relations/could-be-reference.js';
import { homeOf, isGlobal, isReference } from '../relations/home.js';
import { keyPairing } from '../relations/key-pairing.js';
import { markInstead } from '../relations/mark-instead.js';
import { foreignKeys, manyToMany, nameOf, type RelationEnd } from '../relations/relation-ends.js';
import type { Rule, SchemaFacts } from '../schema-facts.js';

/** SG1301: both ends of a relation are in one group, or on one named shard. */
export const sameGroup: Rule = function* (facts) {
  for (const end of [...foreignKeys(facts), ...manyToMany(facts)]) {
    const { model, target } = end;
    const own = homeOf(facts, model.name);
    const other = homeOf(facts, target.name);
    if (own === undefined || other === undefined || !crosses(facts, end)) continue;
    const anyGlobal = [model, target].some(({ name }) => isGlobal(facts, name));
    yield error('SG1301', {
      at: facts.source.memberAt(model.name, end.field.name),
      message: `${nameOf(end)} crosses shards: ${model.name} is ${own.text}, ${target.name} ${other.text}.`,
      fix: anyGlobal
        ? `${withoutRelation(facts, end)} Or make both models global on one shard.${orReference(facts, end)}`
        : `Put both models into one group with \`@@shard.colocated\`.${orReference(facts, end)} Or ${lowerFirst(withoutRelation(facts, end))}`,
      label: `leads to ${other.place}`,
      related: {
        message: `${target.name} is placed here.`,
        location: facts.placement(target.name)?.at ?? facts.source.blockAt(target.name),
      },
    });
  }
};

/** SG1302: a shard key is paired with the other shard key, or not at all. */
export const keyMeetsKey: Rule = function* (facts) {
  for (const end of foreignKeys(facts)) {
    const crossing = keyPairing(facts, end)?.crossing;
    if (crossing === undefined) continue;
    const { model, target } = end;
    const { own, other, ownKey, otherKey } = crossing;
    const several = (facts.key(model.name)?.length ?? 0) > 1;
    const reason =
      other === otherKey
        ? unlike(several, [target.name, other], [model.name, own, ownKey])
        : unlike(several, [model.name, own], [target.name, other, otherKey]);
    yield error('SG1302', {
      at: facts.source.memberAt(model.name, end.field.name),
      message: `${nameOf(end)} crosses shards: ${reason}, so the two rows may live on different shards.`,
      fix: reorderedKey(facts, end) ?? withoutRelation(facts, end),
      label: `joins ${own} with ${other}`,
      related: {
        message: `The shard key of ${model.name} is declared here.`,
        location: facts.placement(model.name)?.at ?? facts.source.blockAt(model.name),
      },
    });
  }
};

/** SG1303: a hidden join table cannot carry the shard key. */
export const noHiddenJoinTable: Rule = function* (facts) {
  for (const end of manyToMany(facts)) {
    const { model, target, inverse } = end;
    if (crosses(facts, end)) continue;
    const places = [model, target].map(({ name }) => homeOf(facts, name));
    const besideGlobal = [model, target].some(({ name }) => isGlobal(facts, name));
    // Its other end has no place yet, and that is reported.
    if (besideGlobal && places.includes(undefined)) continue;
    // On one database Prisma's own join table does.
    if (isGlobal(facts, model.name) && isGlobal(facts, target.name)) continue;
    const placed = [model, target].find(({ name }) => !isReference(facts, name));
    // Every shard has both ends, and the pairs of both.
    if (placed === undefined) continue;
    const mixed = isReference(facts, model.name) || isReference(facts, target.name);
    yield error('SG1303', {
      at: facts.source.memberAt(model.name, end.field.name),
      message: mixed
        ? `${nameOf(end)} is a many-to-many relation of rows that every shard has with rows that one shard has, and the join table that Prisma makes for it has no place.`
        : `${nameOf(end)} is a many-to-many relation, and the join table that Prisma makes for it has no shard key.`,
      fix: mixed
        ? `Write the join table as a model, like \`${model.name}${target.name}\`, with a relation to each end and an annotation that puts its rows where those of ${placed.name} are.`
        : `Write the join table as a model, like \`${model.name}${target.name}\`, with the shard key, a relation to each end and an annotation of its own.`,
      related: {
        message: 'The other end is here.',
        location: facts.source.memberAt(target.name, inverse.name),
      },
    });
  }
};

/** SG1304: the database itself keeps related rows on one key. */
export const foreignKeyCarriesKey: Rule = function* (facts) {
  for (const end of foreignKeys(facts)) {
    const pairing = keyPairing(facts, end);
    if (pairing === undefined || pairing.carried || pairing.crossing !== undefined) continue;
    yield warning('SG1304', {
      at: facts.source.memberAt(end.model.name, end.field.name),
      message: `The foreign key of ${nameOf(end)} does not include the shard key, so the database cannot hold both rows to one key.`,
      fix: compositeForeignKey(facts, end),
    });
  }
};

const CHANGING = new Set(['SetNull', 'SetDefault']);

/** SG1305: no referential action moves a row to another key. Without a word, an update of the target cascades. */
export const noKeyChangingAction: Rule = function* (facts) {
  for (const end of foreignKeys(facts)) {
    const { model, relation } = end;
    const key = facts.key(model.name)?.map(({ field }) => field.name) ?? [];
    const touched = relation.fields.find((name) => key.includes(name));
    if (touched === undefined) continue;
    for (const [name, action] of [
      ['onDelete', relation.onDelete],
      ['onUpdate', relation.onUpdate],
    ] as const) {
      // The key of what is sharded never changes; a value of a reference model may.
      const follows = name === 'onUpdate' && isReference(facts, end.target.name);
      const done = action ?? (follows ? 'Cascade' : undefined);
      if (done === undefined || !(CHANGING.has(done) || (follows && done === 'Cascade'))) continue;
      yield error('SG1305', {
        at: facts.source.attributeAt(model.name, end.field.name, '@relation'),
        message: `\`${name}: ${done}\`${action === undefined ? ", Prisma's default," : ''} of ${nameOf(end)} would change ${model.name}.${touched}, which is a shard key.`,
        fix: follows
          ? `Write \`${name}: Restrict\` or \`NoAction\`.`
          : `Use \`${name}: Restrict\`, \`NoAction\` or \`Cascade\`.`,
      });
    }
  }
};

function unlike(
  several: boolean,
  [keyModel, key]: readonly [string, string],
  [model, field, wanted]: readonly [string, string, string],
): string {
  const place = several ? 'at that place of the' : 'the';
  return `${keyModel}.${key} is ${several ? 'in the' : 'the'} shard key of ${keyModel}, but ${model}.${field} is not ${place} shard key of ${model} (${wanted})`;
}

/** Whether the ends have homes, and not the same one. What leads to a copy on every shard crosses none. */
function crosses(facts: SchemaFacts, { model, target }: RelationEnd): boolean {
  if ([model, target].some(({ name }) => isReference(facts, name))) return false;
  const own = homeOf(facts, model.name);
  const other = homeOf(facts, target.name);
  return own !== undefined && other !== undefined && own.id !== other.id;
}

/** How to live without a relation: with a mark, where it can lead to the other row. */
function withoutRelation(facts: SchemaFacts, end: RelationEnd): string {
  const { relation, target } = end;
  const mark = markInstead(facts, end);
  if (mark !== undefined) return mark;
  const kept = relation.fields.length === 0 ? 'the ids' : relation.fields.join(', ');
  return `Remove the relation, keep ${kept} without one, and read the ${target.name} with a call of its own.`;
}

/** How to keep a relation to a list: with a copy of its rows on every shard. */
function orReference(facts: SchemaFacts, { target, relation }: RelationEnd): string {
  if (relation.fields.length === 0 || !couldBeReference(facts, target)) return '';
  return ` Or, if ${target.name} is a list that many rows point to, place it by \`/// @@shard.reference\`: then every shard has a copy.`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The fix of a follower whose key has the right fields in another order than the relation pairs them. */
function reorderedKey(facts: SchemaFacts, { model, target, relation }: RelationEnd) {
  const own = facts.key(model.name)?.map(({ field }) => field.name) ?? [];
  const other = facts.key(target.name)?.map(({ field }) => field.name) ?? [];
  const paired = other.map((name) => relation.fields[relation.references.indexOf(name)] ?? '');
  const same = own.toSorted().join() === paired.toSorted().join();
  if (!same || facts.placement(model.name)?.name !== 'colocated') return undefined;
  return `Keep the order of ${target.name}'s key (${other.join(', ')}): write \`on: [${paired.join(', ')}]\`.`;
}
