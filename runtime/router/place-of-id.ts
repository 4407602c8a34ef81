import type { Call } from '../errors/call.js';
import { illegalId } from '../errors/id-errors.js';
import { bucketOfId } from '../id-layout/bucket-of-id.js';
import { canonicalField, legalValue } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import type { IdPlan, ModelPlan } from './model-plan.js';

/** An id, and where it leads to. */
export interface IdPlace {
  readonly id: KeyValue;
  /** Its bucket, and the index of the shard that owns it; undefined where no row can have the id. */
  readonly place: { readonly bucket: number; readonly shard: number } | undefined;
}

/**
 * Reads the bucket that an id carries.
 *
 * @throws ShardgenError SG3806 for what Prisma may take for an id, and we cannot read.
 */
export function placeOfId(
  { group }: ModelPlan,
  call: Call,
  field: IdPlan,
  value: unknown,
): IdPlace {
  const id = canonicalField(field, value);
  if (id === undefined) throw illegalId(call, field.name, value, legalValue(field));
  if (group.strategy !== 'hash') return { id, place: undefined };
  const bucket = bucketOfId(field.generator, id, group.buckets);
  const shard = bucket === undefined ? undefined : group.owners[bucket];
  return { id, place: bucket === undefined || shard === undefined ? undefined : { bucket, shard } };
}
