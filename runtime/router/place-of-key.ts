import { nearestName } from '../errors/did-you-mean.js';
import { noRange, noRegion } from '../errors/routing-errors.js';
import { findRegion } from '../geographic/find-region.js';
import type { KeyValue } from '../key/key-value.js';
import { ownEntry } from '../manifest/own-entry.js';
import { describeRange } from '../range/describe-range.js';
import { findRange } from '../range/find-range.js';
import type { GeographicGroup, RangeGroup, RangeName } from '../topology/topology.js';
import type { ModelPlan } from './model-plan.js';
import { namedKey } from './named-key.js';

/** @throws ShardgenError SG3013. */
export function regionOf(
  plan: ModelPlan,
  group: GeographicGroup,
  key: readonly KeyValue[],
  method: string,
): GeographicGroup['regions'][number] {
  const found = group.regions[findRegion(group, plan.keyTypes, key)];
  if (found !== undefined) return found;
  const [field] = group.fields;
  const [value] = key;
  const known = group.regions.flatMap(({ region }) =>
    region === 'default' || field === undefined ? [] : (ownEntry(region, field) ?? []),
  );
  const near =
    typeof value === 'string' && !known.includes(value) ? nearestName(value, known) : undefined;
  throw noRegion({ model: plan.name, method }, group.name, namedKey(plan, key), near);
}

/** The range that has a key, and its shard. */
export interface OwnedRange {
  readonly range: RangeName;
  readonly shard: number;
}

/** @throws ShardgenError SG3021. */
export function rangeOf(
  plan: ModelPlan,
  group: RangeGroup,
  key: readonly KeyValue[],
  method: string,
): OwnedRange {
  const piece = findRange(group, key[0] ?? '');
  if (piece?.shard !== undefined) return { range: piece.range, shard: piece.shard };
  const bounds = {
    ...(piece?.from === undefined ? {} : { from: piece.from }),
    ...(piece?.to === undefined ? {} : { to: piece.to }),
  };
  const gap = describeRange(bounds);
  throw noRange({ model: plan.name, method }, group.name, namedKey(plan, key), gap);
}
