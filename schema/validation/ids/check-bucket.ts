import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { error } from '../../diagnostics/report.js';
import { generatorOf, type IdCase } from './check-field.js';
import { MOST_BUCKETS } from './id-type.js';

/** Why an id cannot lead to the shard of its row. */
export function checkBucket(one: IdCase): Diagnostic | undefined {
  return one.mark.arguments.bucket
    ? (group(one) ?? ownKey(one) ?? room(one) ?? alone(one))
    : undefined;
}

function group({ facts, field, mark, model }: IdCase): Diagnostic | undefined {
  const root = facts.root(model.name);
  const placement = facts.placement(root ?? '');
  // A model that is not placed is another mistake.
  if (placement === undefined || placement.name === 'hash') return undefined;
  return error('SG1415', {
    at: mark.at,
    message: `${model.name}.${field.name} cannot carry a bucket: the group of ${root ?? model.name} is placed by \`@@shard.${placement.name}\`, and only \`@@shard.hash\` has buckets.`,
    fix: 'Remove `bucket: true`.',
    related: { message: 'The group is placed here.', location: placement.at },
  });
}

function ownKey({ facts, field, mark, model }: IdCase): Diagnostic | undefined {
  const key = facts.key(model.name)?.map((part) => part.field.name);
  if (key?.includes(field.name) !== true) return undefined;
  return error('SG1416', {
    at: mark.at,
    message:
      key.length === 1
        ? `${model.name}.${field.name} is the shard key, so it leads to its shard already: its hash is the bucket.`
        : `${model.name}.${field.name} is part of the shard key (${key.join(', ')}), whose hash is the bucket: it would have to be known before it is made.`,
    fix: 'Remove `bucket: true`.',
  });
}

function room({ facts, field, mark, model }: IdCase): Diagnostic | undefined {
  const placement = facts.placement(facts.root(model.name) ?? '');
  if (placement?.name !== 'hash') return undefined;
  const { buckets } = placement.arguments;
  const generator = generatorOf({ field, mark });
  const most = MOST_BUCKETS[generator];
  if (buckets <= most) return undefined;
  return error('SG1417', {
    at: mark.at,
    message: `${model.name}.${field.name} cannot carry one of ${buckets} buckets: ${generator} has room for ${most}.`,
    fix: `Use \`${field.name} String @db.Uuid\` with \`generator: uuid7\`, which has room for ${MOST_BUCKETS.uuid7}; or remove \`bucket: true\`. The number of buckets never changes once there are rows.`,
    related: { message: 'The buckets are counted here.', location: placement.at },
  });
}

function alone({ field, mark, model }: IdCase): Diagnostic | undefined {
  const names = model.uniques.some(({ fields }) => fields.length === 1 && fields[0] === field.name);
  if (names) return undefined;
  return error('SG1418', {
    at: mark.at,
    message: `${model.name}.${field.name} carries a bucket, so that a row is found by it alone, but Prisma has no \`where\` for it: it is unique together with others only.`,
    fix: `Add \`@unique\` to ${field.name}, or remove \`bucket: true\`.`,
  });
}
