import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { error } from '../../diagnostics/report.js';
import type { ShardId } from '../../model/shard-id.js';
import type { DatamodelModel } from '../../prisma/datamodel.js';
import type { SchemaFacts } from '../schema-facts.js';
import { checkBucket } from './check-bucket.js';
import { checkField, generatorOf } from './check-field.js';
import { type IdMark, idMarks } from './id-mark.js';
import { idType } from './id-type.js';

/** What the `@shard.id` of a model come to. */
export interface IdReading {
  readonly ids: readonly ShardId[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readIds(facts: SchemaFacts, model: DatamodelModel): IdReading {
  const ids: ShardId[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Map<string, IdMark>();
  for (const mark of idMarks(facts, model.name)) {
    const earlier = seen.get(mark.field);
    seen.set(mark.field, earlier ?? mark);
    const field = facts.field(model.name, mark.field);
    const one = field && { facts, model, field, mark };
    const mistake = earlier
      ? twice(model, mark, earlier)
      : one
        ? (checkField(one) ?? checkBucket(one))
        : unusable(model, mark);
    if (mistake !== undefined) diagnostics.push(mistake);
    const type = field && idType(field);
    if (mistake !== undefined || field === undefined || type === undefined) continue;
    ids.push({
      name: field.name,
      type,
      generator: generatorOf({ field, mark }),
      bucket: mark.arguments.bucket,
      optional: field.default !== undefined,
    });
  }
  return { ids, diagnostics };
}

function twice(model: DatamodelModel, mark: IdMark, earlier: IdMark): Diagnostic {
  return error('SG1414', {
    at: mark.at,
    message: `${model.name}.${mark.field} has \`@shard.id\` twice.`,
    fix: 'Remove one of them.',
    related: { message: 'The first one is here.', location: earlier.at },
  });
}

/** A field that is ignored, or of a type that Prisma Client does not know. */
function unusable(model: DatamodelModel, mark: IdMark): Diagnostic {
  const known = model.fields.map(({ name }) => name);
  return error('SG1411', {
    at: mark.at,
    message: `${model.name}.${mark.field} is no field that Prisma Client can write.${didYouMean(mark.field, known)}`,
    fix: 'Remove `@shard.id`, or move it to a field of type String or BigInt.',
  });
}
