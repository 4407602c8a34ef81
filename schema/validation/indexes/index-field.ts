import type { NameRef } from '../../annotation/argument/argument-kind.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { IndexField } from '../../model/global-index.js';
import type { DatamodelField, DatamodelModel } from '../../prisma/datamodel.js';
import { hasIdMark } from '../ids/id-mark.js';
import { isFilterWord, renameFix } from '../key/filter-words.js';
import { keyTypeOf, writtenType } from '../key/key-types.js';
import type { SchemaFacts } from '../schema-facts.js';
import type { WrittenIndex } from './written-index.js';

type FieldReading = { readonly field: IndexField } | { readonly mistake: Diagnostic };

/** A field of a global index, or why it cannot be one. */
export function indexField(
  facts: SchemaFacts,
  model: DatamodelModel,
  ref: NameRef,
  { spelling }: WrittenIndex,
): FieldReading {
  const field = facts.field(model.name, ref.name);
  const mistake = (message: string, fix: string): FieldReading => ({
    mistake: error('SG1401', { at: ref.at, message, fix }),
  });
  const name = `${model.name}.${ref.name}`;
  if (field === undefined) {
    const known = model.fields.map((each) => each.name);
    return mistake(
      `${model.name} has no field ${ref.name} that Prisma Client can use.${didYouMean(ref.name, known)}`,
      `Name a field of ${model.name}, or remove \`${spelling}\`.`,
    );
  }
  if (field.kind === 'relation') {
    return mistake(`${name} is a relation, not a value.`, 'Name the field of its foreign key.');
  }
  if (isFilterWord(field.name)) {
    return mistake(
      `${name} has the name by which a filter combines others, so no call could give it.`,
      renameFix(field.name),
    );
  }
  if (field.list) return mistake(`${name} is a list.`, `Remove \`${spelling}\`.`);
  const type = keyTypeOf(field, 'custom');
  if (type === undefined) {
    return mistake(
      `${name} is of the type ${writtenType(field)}, whose values a global index cannot compare as PostgreSQL does.`,
      'It takes Int, BigInt, String, String @db.Uuid, or an enum.',
    );
  }
  const owner = model.fields.find(({ relation }) => relation?.fields.includes(field.name));
  if (owner !== undefined) {
    return mistake(
      `${name} is the foreign key of ${owner.name}: a \`connect\` there would set it past the global index.`,
      `Remove \`${spelling}\`.`,
    );
  }
  if (hasIdMark(facts, model.name, field.name)) {
    return mistake(
      `${name} is filled by \`@shard.id\`, whose values are unique already.`,
      `Remove \`${spelling}\`; with \`@shard.id(bucket: true)\` a row is found by it too.`,
    );
  }
  const filled = filledBy(field);
  if (filled !== undefined) {
    return mistake(
      `${name} is filled by ${filled}, so a row could get a value that was not reserved.`,
      `Remove the default and give each row its value; or remove \`${spelling}\`: what is random needs none.`,
    );
  }
  const values = facts.source.block(field.type)?.members.map((member) => member.name) ?? [];
  return {
    field: {
      name: field.name,
      type,
      ...(type === 'enum' ? { enum: { name: field.type, values } } : {}),
      ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    },
  };
}

function filledBy(field: DatamodelField): string | undefined {
  if (field.updatedAt) return '@updatedAt';
  if (field.default === undefined) return undefined;
  return field.default.kind === 'function' ? `${field.default.name}()` : '@default';
}
