import { bucketOfId } from '../id-layout/bucket-of-id.js';
import { canonicalField } from '../key/canonical-field.js';
import type { IdPlan, ModelPlan } from './model-plan.js';

/** Index of the shard that an id leads to; undefined where no row can have the id. */
export function shardOfId({ group }: ModelPlan, field: IdPlan, value: unknown): number | undefined {
  if (group.strategy !== 'hash') return undefined;
  const bucket = bucketOfId(field.generator, canonicalField(field, value), group.buckets);
  return bucket === undefined ? undefined : group.owners[bucket];
}
