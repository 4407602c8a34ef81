import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import type { SourceIndex } from '../../source/source-index.js';
import { isFilterWord, renameFix } from './filter-words.js';
import type { KeyFieldCase } from './key-field-case.js';
import {
  KEY_TYPES_TEXT,
  keyNativeTypes,
  keyTypeOf,
  roundsTime,
  type StrategyName,
  writtenType,
} from './key-types.js';
import { missingField } from './missing-field.js';

type FieldCase = KeyFieldCase & { readonly field: DatamodelField };

/** The first thing that is wrong with a field as part of a shard key. */
export function checkKeyField(one: KeyFieldCase): Diagnostic | undefined {
  const { field } = one;
  if (field === undefined) return missingField(one);
  // Prisma's own finding says what is wrong with it.
  if (field.kind === 'unknown') return undefined;
  const found: FieldCase = { ...one, field };
  for (const check of CHECKS) {
    const diagnostic = check(found);
    if (diagnostic !== undefined) return diagnostic;
  }
  return undefined;
}

const CHECKS: readonly ((one: FieldCase) => Diagnostic | undefined)[] = [
  relation,
  list,
  updatedAt,
  type,
  nativeType,
  roundedTime,
  optional,
  filterWord,
];

const CANNOT: Readonly<Record<StrategyName, string>> = {
  hash: 'which cannot be hashed',
  lookup: 'which cannot be a shard key',
  custom: 'which cannot be a shard key',
  geographic: 'which cannot name a region',
  range: 'which cannot be in a range',
};

function relation({ model, ref, source, field }: FieldCase): Diagnostic | undefined {
  if (field.kind !== 'relation') return undefined;
  const scalars = field.relation?.fields ?? [];
  const at = source.memberAt(model.name, field.name);
  return error('SG1206', {
    at: ref.at,
    message: `${model.name}.${field.name} is a relation to ${field.type}; a shard key is made of columns.`,
    fix:
      scalars.length > 0
        ? `Write \`${scalars.join(', ')}\`, the foreign key of this relation, in its place.`
        : `Name a column of ${model.name}.`,
    label: 'a relation field',
    related: { message: 'The relation is declared here.', location: at },
  });
}

function list({ model, ref, source, field, strategy }: FieldCase): Diagnostic | undefined {
  if (!field.list) return undefined;
  return error('SG1207', {
    at: ref.at,
    message: `${model.name}.${field.name} is a list; a row has one shard key, not several.`,
    fix: `Name a field of one value (${KEY_TYPES_TEXT[strategy]}).`,
    related: declared(model, source, field),
  });
}

function updatedAt({ model, ref, source, field, strategy }: FieldCase): Diagnostic | undefined {
  if (!field.updatedAt) return undefined;
  return error('SG1212', {
    at: ref.at,
    message: `${model.name}.${field.name} is @updatedAt: it changes with every update, and a shard key never changes.`,
    fix: `Name a field that never changes (${KEY_TYPES_TEXT[strategy]}).`,
    related: declared(model, source, field),
  });
}

function type(one: FieldCase): Diagnostic | undefined {
  const { model, ref, source, field, strategy } = one;
  if (keyTypeOf({ ...field, nativeType: undefined }, strategy) !== undefined) return undefined;
  return error('SG1209', {
    at: ref.at,
    message: `${model.name}.${field.name} is of type ${field.type}, ${CANNOT[strategy]}.`,
    fix: `Use a field of type ${KEY_TYPES_TEXT[strategy]}${orRanges(one)}.`,
    label: field.kind === 'enum' ? `the enum ${field.type}` : field.type,
    related: declared(model, source, field),
  });
}

/** Dates and decimals are keys of ranges only, which a root may have in place of what it has. */
function orRanges({ field, held, strategy }: FieldCase): string {
  const ranged = held === undefined && strategy !== 'range' && keyTypeOf(field, 'range');
  return ranged ? `; or place the model by ranges of ${field.name}, with \`@@shard.range\`` : '';
}

function nativeType({ model, ref, source, field, strategy }: FieldCase): Diagnostic | undefined {
  if (keyTypeOf(field, strategy) !== undefined) return undefined;
  return error('SG1210', {
    at: ref.at,
    message: `${model.name}.${field.name} is of type ${writtenType(field)}, ${CANNOT[strategy]}.`,
    fix: `Use ${field.type} with ${keyNativeTypes(field.type, strategy).join(', ')}, or without a native type.`,
    label: `@db.${field.nativeType ?? ''}`,
    related: declared(model, source, field),
  });
}

/** Prisma sends milliseconds; a column of fewer digits stores another time than the row was routed by. */
function roundedTime({ model, ref, source, field }: FieldCase): Diagnostic | undefined {
  if (!roundsTime(field)) return undefined;
  const native = field.nativeType ?? '';
  return error('SG1210', {
    at: ref.at,
    message: `${model.name}.${field.name} is of type ${writtenType(field)}, which rounds milliseconds: a row could be stored in another range than it was sent to.`,
    fix: `Use @db.${native}(3), @db.${native}(6) or @db.Date.`,
    label: `@db.${native}(${field.fraction ?? ''})`,
    related: declared(model, source, field),
  });
}

function optional({ model, ref, source, field }: FieldCase): Diagnostic | undefined {
  if (field.required) return undefined;
  const relations = model.fields.filter(
    (one) => !one.required && one.relation?.fields.includes(field.name) === true,
  );
  const lines = [field, ...relations].map((one) => `\`${one.name} ${writtenType(one)}\``);
  return error('SG1208', {
    at: ref.at,
    message: `${model.name}.${field.name} is optional; a row without a shard key lives nowhere.`,
    fix: `Make it required: ${lines.join(' and ')} without the question mark.`,
    label: 'an optional field',
    related: declared(model, source, field),
  });
}

function filterWord({ model, ref, source, field }: FieldCase): Diagnostic | undefined {
  if (!isFilterWord(field.name)) return undefined;
  return error('SG1261', {
    at: ref.at,
    message: `${model.name}.${field.name} has the name by which a filter combines others, so no call could give it.`,
    fix: renameFix(field.name),
    related: declared(model, source, field),
  });
}

function declared(model: DatamodelModel, source: SourceIndex, field: DatamodelField) {
  return {
    message: `${field.name} is declared here.`,
    location: source.memberAt(model.name, field.name),
  };
}
