import { idWithoutBucket } from '../errors/id-errors.js';
import type { Topology } from '../topology/topology.js';
import { isFields, ownValue } from './fields.js';
import type { ModelPlan } from './model-plan.js';
import { describeKeys } from './named-key.js';
import { placeOfId } from './place-of-id.js';
import type { Route } from './route.js';

/**
 * Explains where the row of an id lives that carries its bucket; undefined where the shard key is given.
 *
 * @throws ShardgenError SG3804, SG3806.
 */
export function routeOfId(
  plan: ModelPlan,
  { epoch, shards }: Topology,
  given: unknown,
): Route | undefined {
  const { group } = plan;
  if (group.strategy !== 'hash' || !isFields(given)) return undefined;
  if (plan.keyFields.some(({ name }) => ownValue(given, name) !== undefined)) return undefined;
  for (const field of plan.ids) {
    const value = field.bucket ? ownValue(given, field.name) : undefined;
    if (value === undefined) continue;
    const call = { model: plan.name, method: 'route' };
    const { id, place } = placeOfId(plan, call, field, value);
    if (place === undefined) throw idWithoutBucket(call, field.name, value, group.buckets);
    const { bucket } = place;
    const shard = shards[place.shard] ?? '';
    const key = { [field.name]: field.type === 'bigint' ? BigInt(id) : id };
    const why = `${describeKeys(key)} carries bucket ${bucket} of ${group.buckets} of group ${group.name}, which shard ${shard} owns in epoch ${epoch}.`;
    return Object.freeze({
      kind: 'single',
      shard,
      epoch,
      group: group.name,
      key: Object.freeze(key),
      bucket,
      why,
    });
  }
  return undefined;
}
