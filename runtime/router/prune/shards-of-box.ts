import { findRegions } from '../../geographic/find-regions.js';
import { bucketOf } from '../../hash/partition-hash.js';
import { bucketOfId } from '../../id-layout/bucket-of-id.js';
import { mayHold } from '../../range/filter-bounds.js';
import { findRange } from '../../range/find-range.js';
import type { CustomGroup, HashGroup, RangeGroup } from '../../topology/topology.js';
import { askStrategy } from '../ask-strategy.js';
import type { ModelPlan } from '../model-plan.js';
import type { FieldBox, IdBox, KeyBox } from './key-box.js';
import { keysOfBox } from './keys-of-box.js';

/** Indexes of the shards that may have rows of a box; undefined when all may. */
type Shards = ReadonlySet<number> | undefined;

export function shardsOfBox(plan: ModelPlan, { ids, key }: KeyBox): Shards {
  const { group } = plan;
  switch (group.strategy) {
    case 'hash':
      return ids.reduce<Shards>(
        (shards, id) => inBoth(shards, ownersOfIds(group, id)),
        ownersOfKeys(plan, group, key),
      );
    case 'geographic': {
      const values = key.flatMap(({ among }) => among ?? []);
      // Of some fields alone nothing is said, as in a call on one key.
      if (values.length < key.length) return undefined;
      const regions = findRegions(group, plan.keyTypes, values);
      return new Set([...regions].flatMap((at) => group.regions[at]?.shard ?? []));
    }
    case 'range':
      return ownersOfRanges(group, key[0]);
    case 'custom':
      return chosenShards(plan, group, key);
    case 'global':
      return new Set([group.shard]);
    case 'lookup':
    case 'reference':
      return undefined;
    default:
      return group satisfies never;
  }
}

function inBoth(one: Shards, other: ReadonlySet<number>): ReadonlySet<number> {
  return one === undefined ? other : new Set([...one].filter((shard) => other.has(shard)));
}

function ownersOfKeys(
  { keyTypes }: ModelPlan,
  { buckets, owners }: HashGroup,
  key: readonly FieldBox[],
): Shards {
  const keys = keysOfBox(key);
  return keys && new Set(keys.flatMap((one) => owners[bucketOf(keyTypes, one, buckets)] ?? []));
}

/** No row has an id without a bucket: it is checked when a row is written. */
function ownersOfIds({ buckets, owners }: HashGroup, { among, field }: IdBox): ReadonlySet<number> {
  const shards = new Set<number>();
  for (const id of among) {
    const bucket = bucketOfId(field.generator, id, buckets);
    const owner = bucket === undefined ? undefined : owners[bucket];
    if (owner !== undefined) shards.add(owner);
  }
  return shards;
}

/** Keys that no range has are on no shard. */
function ownersOfRanges(group: RangeGroup, field: FieldBox | undefined): Shards {
  const { among, ends } = field ?? { among: undefined, ends: [] };
  if (among === undefined && ends.length === 0) return undefined;
  const pieces =
    among === undefined
      ? group.pieces
      : new Set([...among].flatMap((value) => findRange(group, value) ?? []));
  const shards = new Set<number>();
  for (const piece of pieces) {
    if (piece.shard === undefined || shards.has(piece.shard)) continue;
    if (ends.every((end) => mayHold(group, piece, end))) shards.add(piece.shard);
  }
  return shards;
}

/** Where the function refuses a key, it says nothing of where rows are: that is for a call on the key. */
function chosenShards(plan: ModelPlan, group: CustomGroup, key: readonly FieldBox[]): Shards {
  const keys = keysOfBox(key);
  if (keys === undefined) return undefined;
  try {
    return new Set(keys.map((one) => askStrategy(plan, group, one, 'findMany')));
  } catch {
    return undefined;
  }
}
