import { type Call, callName } from './call.js';
import { describeValue } from './describe-value.js';
import { ShardgenError } from './shardgen-error.js';

export const ID_CODES = {
  SG3801: 'a given id does not carry the bucket of its row',
  SG3802: 'an update would change an id that carries the bucket of its row',
  SG3803: 'no worker number is free to make ids with',
  SG3804: 'a value that should lead to a shard carries no bucket',
  SG3805: 'the clock of the control database is outside of the years that ids have room for',
  SG3806: 'an id by which a row is looked for is not a value of its type',
} as const;

/** A field of a model's row in a call. */
interface IdPlace {
  readonly model: string;
  readonly field: string;
  /** Of the row in the arguments. */
  readonly path: string;
}

export function foreignBucket(
  call: Call,
  { model, field, path }: IdPlace,
  value: unknown,
  bucket: number,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3801',
    message: `${callName(call)}: \`${path}.${field}\` is ${describeValue(value)}, which does not carry the bucket ${bucket} of its row's shard key: a call by ${model}.${field} alone would not find the row.`,
    fix: `Leave "${field}" out, so that one is made; or give the id that a row of the same shard key had.`,
  });
}

export function immutableId(call: Call, { model, field, path }: IdPlace): ShardgenError {
  return new ShardgenError({
    code: 'SG3802',
    message: `${callName(call)}: \`${path}.${field}\` would change ${model}.${field}, which carries the bucket of its row and is immutable.`,
    fix: 'Leave it out of the update. To give a row another id, create it anew and delete the old one.',
  });
}

export function noFreeWorker(layout: string, workers: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3803',
    message: `all ${workers} worker numbers of ${layout} ids are leased to running programs.`,
    fix: 'Let fewer processes make such ids at a time; one that ends with $disconnect() gives its number back at once, any other one within a minute. uuid7 needs no worker numbers.',
  });
}

export function idWithoutBucket(
  call: Call,
  field: string,
  value: unknown,
  buckets: number,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3804',
    message: `${callName(call)}: "${field}" of ${call.model} is ${describeValue(value)}, which carries none of its ${buckets} buckets. No row has such an id.`,
    fix: `Give an id that \`@shard.id\` made, or the shard key.`,
  });
}

export function illegalId(call: Call, field: string, value: unknown, legal: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3806',
    message: `${callName(call)}: "${field}" of ${call.model} is ${describeValue(value)}, and leads to the shard of its row.`,
    fix: `Give ${legal}.`,
  });
}

export function clockOutOfRange(layout: string, tick: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3805',
    message: `the clock of the control database says a time for which ${layout} ids have no room (tick ${tick}, counted from 2026).`,
    fix: 'Set its clock. docs/ids.md says until when each generator has room.',
  });
}
