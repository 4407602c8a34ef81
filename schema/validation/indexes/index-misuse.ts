import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import { isKeyed } from '../placements.js';
import type { SchemaFacts } from '../schema-facts.js';
import { hasFields, type WrittenIndex } from './written-index.js';

/** Why a model has no use for a global index of these fields. */
export function misuseOf(
  facts: SchemaFacts,
  model: DatamodelModel,
  { at, fields, spelling, unique }: WrittenIndex,
): Diagnostic | undefined {
  const placement = facts.placement(model.name);
  const names = fields.map(({ name }) => name);
  if (placement !== undefined && !isKeyed(placement)) {
    return error('SG1405', {
      at,
      message: `${model.name} is not sharded, so its own constraints and indexes hold for all its rows.`,
      fix: `Remove \`${spelling}\`${unique ? '; `@unique` is enough' : ''}.`,
      related: { message: `${model.name} is placed here.`, location: placement.at },
    });
  }
  if (names.length === 0) {
    return error('SG1402', {
      at,
      message: `\`${spelling}\` of ${model.name} names no fields.`,
      fix: `Name them, like \`${spelling}([tenant, slug])\`.`,
    });
  }
  const twice = fields.find(({ name }, position) => names.indexOf(name) < position);
  if (twice !== undefined) {
    return error('SG1402', {
      at: twice.at,
      message: `\`${spelling}\` of ${model.name} names ${twice.name} twice.`,
      fix: 'Remove one of them.',
    });
  }
  const key = facts.key(model.name)?.map(({ field }) => field.name);
  if (key?.every((name) => names.includes(name)) === true) {
    return error('SG1404', {
      at,
      message: `${names.join(', ')} ${names.length === 1 ? 'is' : 'hold'} the shard key of ${model.name} (${key.join(', ')}): a row is found by it, and unique, without a global index.`,
      fix: `Remove \`${spelling}\`.`,
    });
  }
  if (!unique || model.uniques.some((constraint) => hasFields(constraint, names))) return undefined;
  // A field that is not there is SG1401's.
  if (names.some((name) => facts.field(model.name, name) === undefined)) return undefined;
  return error('SG1403', {
    at,
    message: `${names.join(', ')} of ${model.name} ${names.length === 1 ? 'is' : 'are'} globally unique, but not unique on a shard: Prisma has no \`where\` for it.`,
    fix:
      names.length === 1
        ? `Add \`@unique\` to ${names[0]}.`
        : `Add \`@@unique([${names.join(', ')}])\`.`,
  });
}
