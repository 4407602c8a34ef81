import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { HeldField, KeyFieldCase } from './key-field-case.js';
import { keyTypeOf, writtenType } from './key-types.js';

/** A name in a shard key that Prisma Client does not know as a field. */
export function missingField(one: KeyFieldCase): Diagnostic {
  const { model, ref, source, strategy } = one;
  const written = source.member(model.name, ref.name);
  const mapped = model.fields.find((field) => field.dbName === ref.name);
  if (written !== undefined) {
    const ignored = written.attributes.some(({ name }) => name === '@ignore');
    return error('SG1211', {
      at: ref.at,
      message: ignored
        ? `${model.name}.${ref.name} is ignored (@ignore), so Prisma Client cannot route by it.`
        : `${model.name}.${ref.name} is of type ${written.type ?? 'Unsupported'}, which Prisma Client cannot read or write.`,
      fix: ignored
        ? 'Remove @ignore, or name another field.'
        : 'Name a field of a type that Prisma Client knows.',
      related: {
        message: `${ref.name} is declared here.`,
        location: source.memberAt(model.name, ref.name),
      },
    });
  }
  if (mapped !== undefined) {
    return error('SG1203', {
      at: ref.at,
      message: `${model.name} has no field "${ref.name}"; that is the column of the field ${mapped.name}.`,
      fix: `Write the field's name: \`${mapped.name}\`.`,
      related: {
        message: 'The field is declared here.',
        location: source.memberAt(model.name, mapped.name),
      },
    });
  }
  const scalars = model.fields.filter((field) => field.kind !== 'relation').map(({ name }) => name);
  const candidates = model.fields.filter(
    (field) => keyTypeOf(field, strategy) !== undefined && !field.list,
  );
  const names = candidates.map(({ name }) => name).slice(0, 8);
  const near = didYouMean(ref.name, scalars);
  return error('SG1203', {
    at: ref.at,
    message: `${model.name} has no field "${ref.name}".${near}`,
    fix:
      near === '' && one.held !== undefined
        ? fixOfFollower(one, one.held)
        : names.length === 0
          ? `Add a field to ${model.name} that can be its shard key.`
          : `Name one of its fields: ${names.join(', ')}.`,
    label: 'no such field',
  });
}

/** Any of its fields would pass, but only one that holds the followed model's key is right. */
function fixOfFollower({ model, ref }: KeyFieldCase, held: HeldField): string {
  const key = `${held.model}.${held.field.name}`;
  return `Add \`${ref.name} ${writtenType(held.field)}\` to ${model.name}, or name the field that holds ${key}.`;
}
