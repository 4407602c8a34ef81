import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { KeyType } from '../../model/key-type.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import { isFilterWord, renameFix } from '../key/filter-words.js';
import { keyTypeOf, roundsTime, writtenType } from '../key/key-types.js';
import { listed } from '../listed.js';
import type { SchemaFacts } from '../schema-facts.js';

/** A field whose values can be compared with those of another one. */
export interface ComparableField {
  readonly field: DatamodelField;
  readonly type: KeyType;
}

/** A field of a mark, and the field of the target that holds the same value. */
export interface MarkPair {
  readonly own: ComparableField;
  readonly other: ComparableField;
}

/** SG1309 and SG1310: a name in a mark leads to a field of one value that can be compared. */
export function markField(
  facts: SchemaFacts,
  model: DatamodelModel,
  ref: NameRef,
): ComparableField | Diagnostic | undefined {
  const field = facts.field(model.name, ref.name);
  if (field === undefined) return missing(facts, model, ref);
  // Prisma's own finding says what is wrong with it.
  if (field.kind === 'unknown') return undefined;
  const type = comparableType(field);
  const isIllegal = field.list || type === undefined || isFilterWord(field.name);
  return isIllegal ? illegal(facts, model, ref, field) : { field, type };
}

/** Undefined for a type whose values are not told apart here as they are in a database. */
function comparableType(field: DatamodelField): KeyType | undefined {
  if (field.kind === 'relation' || roundsTime(field)) return undefined;
  return keyTypeOf(field, 'custom') ?? keyTypeOf(field, 'range');
}

function missing(facts: SchemaFacts, model: DatamodelModel, ref: NameRef): Diagnostic {
  const written = facts.source.member(model.name, ref.name);
  if (written !== undefined) {
    const ignored = written.attributes.some(({ name }) => name === '@ignore');
    return error('SG1310', {
      at: ref.at,
      message: ignored
        ? `${model.name}.${ref.name} is ignored (@ignore), so Prisma Client cannot read it.`
        : `${model.name}.${ref.name} is of type ${written.type ?? 'Unsupported'}, which Prisma Client cannot read.`,
      fix: ignored ? 'Remove @ignore, or name another field.' : 'Name a field that it can read.',
    });
  }
  const names = model.fields.filter(({ kind }) => kind !== 'relation').map(({ name }) => name);
  return error('SG1309', {
    at: ref.at,
    message: `${model.name} has no field "${ref.name}".${didYouMean(ref.name, names)}`,
    fix: `Name one of its fields: ${listed(names)}.`,
    label: 'no such field',
  });
}

function illegal(
  facts: SchemaFacts,
  model: DatamodelModel,
  ref: NameRef,
  field: DatamodelField,
): Diagnostic {
  const name = `${model.name}.${field.name}`;
  const related = {
    message: `${field.name} is declared here.`,
    location: facts.source.memberAt(model.name, field.name),
  };
  if (field.kind === 'relation') {
    const held = field.relation?.fields ?? [];
    return error('SG1310', {
      at: ref.at,
      message: `${name} is a relation to ${field.type}, which Prisma holds together; the mark belongs to a column.`,
      fix:
        held.length > 0
          ? `Remove the field ${field.name}, and mark ${held.join(', ')} in its place.`
          : 'Mark the field that holds the value, at the model that has it.',
      related,
    });
  }
  if (isFilterWord(field.name)) {
    return error('SG1310', {
      at: ref.at,
      message: `${name} has the name by which a filter combines others, so no loader could ask for it.`,
      fix: renameFix(field.name),
      related,
    });
  }
  if (field.list) {
    return error('SG1310', {
      at: ref.at,
      message: `${name} is a list; a mark leads to one row.`,
      fix: 'Make a model of its values, with one value a row, and mark its field.',
      related,
    });
  }
  return error('SG1310', {
    at: ref.at,
    message: `${name} is of type ${writtenType(field)}, which a mark cannot compare.`,
    fix: 'Use Int, BigInt, String, Decimal, DateTime with milliseconds, or an enum; without a native type, or with one that keeps each value as it is.',
    label: writtenType(field),
    related,
  });
}
