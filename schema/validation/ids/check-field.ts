import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { IdGenerator } from '../../model/shard-id.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import { writtenType } from '../key/key-types.js';
import type { SchemaFacts } from '../schema-facts.js';
import type { IdMark } from './id-mark.js';
import { defaultGenerator, FILLED_BY, fits, idType } from './id-type.js';

/** A field with `@shard.id`. */
export interface IdCase {
  readonly facts: SchemaFacts;
  readonly model: DatamodelModel;
  readonly field: DatamodelField;
  readonly mark: IdMark;
}

/** The generator of a field, whose type may not fit it. */
export function generatorOf({ field, mark }: Pick<IdCase, 'field' | 'mark'>): IdGenerator {
  return mark.arguments.generator ?? defaultGenerator(idType(field) ?? 'uuid');
}

/** Why a generator cannot fill the field. */
export function checkField(one: IdCase): Diagnostic | undefined {
  return type(one) ?? filled(one) ?? foreignKey(one) ?? followerKey(one) ?? unique(one);
}

function type({ field, mark, model }: IdCase): Diagnostic | undefined {
  const name = `${model.name}.${field.name}`;
  const mistake = (message: string, fix: string) => error('SG1411', { at: mark.at, message, fix });
  if (field.kind === 'relation' || field.list) {
    return mistake(
      `${name} is a ${field.list ? 'list' : 'relation'}, which no generator can fill.`,
      'Move `@shard.id` to a field of one value.',
    );
  }
  if (!field.required) {
    return mistake(
      `${name} is optional; every row gets an id.`,
      `Make it required: \`${field.name} ${writtenType(field)}\`.`,
    );
  }
  const held = idType(field);
  if (held === undefined) {
    const narrow = field.type === 'Int' ? ', which has 32 bits: too few for an id of 53 or 63' : '';
    return mistake(
      `${name} is of type ${writtenType(field)}${narrow || ', which no generator can fill'}.`,
      field.type === 'Int'
        ? `Use \`${field.name} BigInt\`.`
        : `Use \`${field.name} String @db.Uuid\`, a String that holds 36 characters, or \`${field.name} BigInt\`.`,
    );
  }
  const generator = generatorOf({ field, mark });
  if (fits(generator, held)) return undefined;
  return mistake(
    `${name} is of type ${writtenType(field)}, and ${generator} fills ${FILLED_BY[generator]}.`,
    `Use \`${field.name} ${FILLED_BY[generator]}\`, or \`generator: ${defaultGenerator(held)}\`.`,
  );
}

/** Defaults that Prisma would fill in itself, or of which it sends nothing. */
function isHarmless({ default: filledBy }: DatamodelField): boolean {
  if (filledBy === undefined) return true;
  if (filledBy.kind !== 'function') return false;
  if (filledBy.name === 'uuid') return true;
  return filledBy.name === 'dbgenerated' && (filledBy.arguments[0] ?? '') === '';
}

function filled({ facts, field, mark, model }: IdCase): Diagnostic | undefined {
  const { updatedAt } = field;
  if (!updatedAt && isHarmless(field)) return undefined;
  const by =
    field.default?.kind === 'function' ? `\`@default(${field.default.name}())\`` : 'a default';
  return error('SG1412', {
    at: mark.at,
    message: `${model.name}.${field.name} has ${by} beside \`@shard.id\`, which makes its values.`,
    fix: 'Remove the default, or write `@default(dbgenerated())`, by which Prisma lets a call leave the field out.',
    related: {
      message: 'The default is declared here.',
      location: facts.source.attributeAt(model.name, field.name, '@default'),
    },
  });
}

function foreignKey({ facts, field, mark, model }: IdCase): Diagnostic | undefined {
  const owner = model.fields.find(({ relation }) => relation?.fields.includes(field.name));
  if (owner === undefined) return undefined;
  return error('SG1420', {
    at: mark.at,
    message: `${model.name}.${field.name} is the foreign key of ${owner.name}: a new value would name no ${owner.type}.`,
    fix: 'Remove `@shard.id`; the row that it names has the value.',
    related: {
      message: 'The relation is declared here.',
      location: facts.source.memberAt(model.name, owner.name),
    },
  });
}

function followerKey({ facts, field, mark, model }: IdCase): Diagnostic | undefined {
  const placement = facts.placement(model.name);
  if (placement?.name !== 'colocated') return undefined;
  const isKey = facts.key(model.name)?.some((part) => part.field.name === field.name);
  if (isKey !== true) return undefined;
  const parent = placement.arguments.with.name;
  return error('SG1419', {
    at: mark.at,
    message: `${model.name}.${field.name} must be the key of a ${parent}, but \`@shard.id\` makes a new one.`,
    fix: `Remove it here; \`@shard.id\` may stand at the key of the root of the group.`,
    related: { message: `${model.name} is placed here.`, location: placement.at },
  });
}

function unique({ field, mark, model }: IdCase): Diagnostic | undefined {
  const isUnique = model.uniques.some(
    ({ fields, kind }) => fields.includes(field.name) && (kind === 'id' || fields.length === 1),
  );
  if (isUnique) return undefined;
  return error('SG1413', {
    at: mark.at,
    message: `${model.name}.${field.name} is no id: it is neither \`@id\`, nor \`@unique\`, nor in \`@@id\`.`,
    fix: `Add \`@unique\` to ${field.name}.`,
  });
}
