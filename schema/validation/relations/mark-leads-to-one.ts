import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import { keyIdentity } from '../key/key-types.js';
import type { ResolvedKey } from '../key/read-key.js';
import { nameFor } from '../placement-suggestion.js';
import type { SchemaFacts } from '../schema-facts.js';
import { homeOf, isGlobal, isReference } from './home.js';
import type { MarkPair } from './mark-field.js';
import { type RelationMark, subjectOf } from './relation-mark.js';

/** SG1312, SG1313, SG1315: a mark says the shard of the other row, names one row, and is needed. */
export function markLeadsToOne(
  facts: SchemaFacts,
  mark: RelationMark,
  target: DatamodelModel,
  pairs: readonly MarkPair[],
): Diagnostic | undefined {
  const keyless = isGlobal(facts, target.name) || isReference(facts, target.name);
  const key = keyless ? [] : facts.key(target.name);
  const home = homeOf(facts, target.name);
  // What is wrong with where the target lives is said there.
  if (key === undefined || home === undefined) return undefined;
  const referenced = pairs.map(({ other }) => other.field.name);
  if (key.some(({ field }) => !referenced.includes(field.name))) {
    return withoutShard(facts, mark, target, pairs, key);
  }
  const unique = target.uniques.some(({ fields }) => fields.every((f) => referenced.includes(f)));
  if (!unique) return notUnique(mark, target, referenced);
  const together =
    isReference(facts, target.name) ||
    (homeOf(facts, mark.model.name)?.id === home.id &&
      (keyless || pairsKeys(facts, mark, key, pairs)));
  return together ? alwaysTogether(facts, mark, target, key, pairs) : undefined;
}

function withoutShard(
  facts: SchemaFacts,
  mark: RelationMark,
  target: DatamodelModel,
  pairs: readonly MarkPair[],
  key: ResolvedKey,
): Diagnostic {
  const { model, name } = mark;
  const rest = pairs.filter(({ other }) => !key.some(({ field }) => field === other.field));
  const added: string[] = [];
  const held = key.map((part) => {
    const paired = pairs.find(({ other }) => other.field === part.field)?.own.field.name;
    if (paired !== undefined) return paired;
    const own = nameFor(model, target, part.field);
    const known = model.fields.find((field) => field.name === part.field.name);
    if (known && keyIdentity({ field: known, type: part.type }) === keyIdentity(part)) {
      return known.name;
    }
    added.push(own);
    return own;
  });
  const fields = [...held, ...rest.map(({ own }) => own.field.name)];
  const references = [...key, ...rest.map(({ other }) => other)].map(({ field }) => field.name);
  const addition =
    added.length === 0 ? 'Write' : `Add a field for it, like ${added.join(', ')}, and write`;
  return error('SG1312', {
    at: mark.at,
    message: `${subjectOf(mark)} does not say on which shard its ${target.name} lives: the shard key of ${target.name} (${key.map(({ field }) => field.name).join(', ')}) is not among what it refers to.`,
    fix: `${addition} \`/// @@shard.relation(name: ${name.name}, to: ${target.name}, fields: [${fields.join(', ')}], references: [${references.join(', ')}])\` above ${model.name}.`,
    related: {
      message: `${target.name} is placed here.`,
      location: facts.placement(target.name)?.at ?? facts.source.blockAt(target.name),
    },
  });
}

function notUnique(
  mark: RelationMark,
  target: DatamodelModel,
  referenced: readonly string[],
): Diagnostic {
  const names = referenced.join(', ');
  return error('SG1313', {
    at: mark.at,
    message: `${subjectOf(mark)} may lead to several rows: ${target.name} is not unique by ${names}.`,
    fix: `Add ${referenced.length === 1 ? '`@unique` to the field' : `\`@@unique([${names}])\` to the model`}, if that is true of it, or refer to fields that are unique.`,
  });
}

/** Whether each field of the one shard key is paired with the field of the other at its position. */
function pairsKeys(
  facts: SchemaFacts,
  mark: RelationMark,
  key: ResolvedKey,
  pairs: readonly MarkPair[],
): boolean {
  const own = facts.key(mark.model.name);
  if (own === undefined || own.length !== key.length) return false;
  return own.every((part, position) =>
    pairs.some(
      (pair) => pair.own.field === part.field && pair.other.field === key[position]?.field,
    ),
  );
}

function alwaysTogether(
  facts: SchemaFacts,
  mark: RelationMark,
  target: DatamodelModel,
  key: ResolvedKey,
  pairs: readonly MarkPair[],
): Diagnostic {
  const { model, name } = mark;
  const optional = pairs.some(({ own }) => !own.field.required) ? '?' : '';
  const fields = pairs.map(({ own }) => own.field.name).join(', ');
  const references = pairs.map(({ other }) => other.field.name).join(', ');
  const why = isReference(facts, target.name)
    ? `meet on every shard, which has all of ${target.name}`
    : key.length === 0
      ? 'are global on one shard'
      : `with one ${key.map(({ field }) => field.name).join(', ')} live on one shard`;
  return error('SG1315', {
    at: mark.at,
    message: `${subjectOf(mark)} crosses no shards: rows of ${model.name} and ${target.name} ${why}, so an ordinary relation is right.`,
    fix: `Remove the mark, and write \`${name.name} ${target.name}${optional} @relation(fields: [${fields}], references: [${references}])\`, with its other end \`${model.delegate}s ${model.name}[]\` in ${target.name}: Prisma can include it.`,
  });
}
