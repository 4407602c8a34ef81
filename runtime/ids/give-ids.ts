import { type Soon, soon } from '../directory/find-shard.js';
import type { Call } from '../errors/call.js';
import { foreignBucket } from '../errors/id-errors.js';
import { internalError } from '../errors/internal-error.js';
import type { ModelMethod } from '../executor/model-method.js';
import { bucketOf } from '../hash/partition-hash.js';
import { bucketOfId } from '../id-layout/bucket-of-id.js';
import { canonicalField } from '../key/canonical-field.js';
import type { KeyValue } from '../key/key-value.js';
import { type Fields, ownValue } from '../router/fields.js';
import { fillGeneratedKeys } from '../router/fill-generated-keys.js';
import type { IdPlan, ModelPlan } from '../router/model-plan.js';
import { type MapRow, mapCreated, mapPart, mapUpdated } from './created-rows.js';
import type { Ids, WantedId } from './ids.js';

/** Hands out the next id; undefined while it is only counted what is needed. */
type NextId = (wanted: WantedId) => unknown;

/**
 * Fills in the ids that need no shard key, and shard keys that are ids, in all rows that a call creates:
 * a copy, or the arguments themselves where there is nothing to fill in.
 *
 * @throws ShardgenError as `Ids.draw`.
 */
export function giveFreeIds(
  ids: Ids,
  plan: ModelPlan,
  method: ModelMethod,
  args: unknown,
): Soon<unknown> {
  if (!plan.drawsIds) return args;
  return withIds(ids, (next) => {
    const map: MapRow = (of, row) => fillMissing(of.ids, row, next);
    // The key of an upsert's new row is that of its `where`.
    const keyed = method === 'upsert' ? (data: unknown) => data : keysFilled(plan, next);
    return mapCall(plan, method, args, map, keyed);
  });
}

/**
 * Fills in the ids that carry the bucket of a shard key, and checks those that are given.
 *
 * @throws ShardgenError SG3801, and as `Ids.draw`.
 */
export function giveBucketIds(
  ids: Ids,
  plan: ModelPlan,
  method: ModelMethod,
  args: unknown,
  key: readonly KeyValue[],
): Soon<unknown> {
  if (!plan.carriesBuckets) return args;
  const map = bucketsOf(plan, { model: plan.name, method }, key);
  return withIds(ids, (next) => mapCall(plan, method, args, map(next), (data) => data));
}

/** The same for the rows of a list, each of which has a shard key of its own. */
export function giveBucketIdsToRows(
  ids: Ids,
  plan: ModelPlan,
  method: ModelMethod,
  rows: readonly unknown[],
  keys: readonly (readonly KeyValue[])[],
): Soon<readonly unknown[]> {
  if (!plan.carriesBuckets) return rows;
  const call = { model: plan.name, method };
  return withIds(ids, (next) =>
    rows.map((row, i) =>
      mapCreated(plan, row, `data[${i}]`, bucketsOf(plan, call, keys[i] ?? [])(next)),
    ),
  );
}

/** Does the work twice where ids are missing: to learn which, and with them. */
function withIds<T>(ids: Ids, work: (next: NextId) => T): Soon<T> {
  const wanted: WantedId[] = [];
  const done = work((one) => {
    wanted.push(one);
    return undefined;
  });
  if (wanted.length === 0) return done;
  return soon(ids.draw(wanted), (values) => {
    const made = values.values();
    return work(() => made.next().value);
  });
}

/** The arguments of a call whose new rows are mapped, nested ones too. */
function mapCall(
  plan: ModelPlan,
  method: ModelMethod,
  args: unknown,
  map: MapRow,
  first: (data: unknown) => unknown,
): unknown {
  const created = (data: unknown, path: string) => mapCreated(plan, first(data), path, map);
  const updated = (data: unknown, path: string) => mapUpdated(plan, data, path, map);
  switch (method) {
    case 'create':
    case 'createMany':
    case 'createManyAndReturn':
      return mapPart(args, 'data', '', created);
    case 'update':
      return mapPart(args, 'data', '', updated);
    case 'upsert':
      return mapPart(mapPart(args, 'create', '', created), 'update', '', updated);
    default:
      return args;
  }
}

/** Shard keys that are ids, of the row itself and of an owner that is created along with it. */
function keysFilled(plan: ModelPlan, next: NextId): (data: unknown) => unknown {
  return (data) =>
    fillGeneratedKeys(plan, data, (kind) =>
      kind === 'snowflake' || kind === 'snowflake53'
        ? next({ generator: kind, bucket: undefined })
        : undefined,
    );
}

function fillMissing(fields: readonly IdPlan[], row: Fields, next: NextId): Fields {
  let filled = row;
  for (const { bucket, generator, name } of fields) {
    if (bucket || ownValue(row, name) !== undefined) continue;
    filled = { ...filled, [name]: next({ generator, bucket: undefined }) };
  }
  return filled;
}

function bucketsOf(plan: ModelPlan, call: Call, key: readonly KeyValue[]) {
  const { group, keyTypes } = plan;
  if (group.strategy !== 'hash') throw internalError(`group ${group.name} has no buckets`);
  const { buckets } = group;
  const bucket = bucketOf(keyTypes, key, buckets);
  return (next: NextId): MapRow =>
    (of, row, path) => {
      let filled = row;
      for (const field of of.ids) {
        if (!field.bucket) continue;
        const { generator, name } = field;
        const given = ownValue(row, name);
        if (given === undefined) filled = { ...filled, [name]: next({ generator, bucket }) };
        else if (bucketOfId(generator, canonicalField(field, given), buckets) !== bucket) {
          throw foreignBucket(call, { model: of.name, field: name, path }, given, bucket);
        }
      }
      return filled;
    };
}
