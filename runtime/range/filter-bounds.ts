import { canonicalField, type KeyFieldType } from '../key/canonical-field.js';
import { canonicalValue } from '../key/canonical-value.js';
import { compareKeys } from '../key/compare-keys.js';
import type { KeyValue } from '../key/key-value.js';
import type { RangeGroup, RangePiece } from '../topology/topology.js';
import { findRange } from './find-range.js';

/** What a filter says of the key: a list of values that it may have, or one end of them. */
export type FilterBound =
  | { readonly kind: 'among'; readonly values: readonly KeyValue[] }
  | { readonly kind: 'least'; readonly value: KeyValue }
  | { readonly kind: 'most'; readonly value: KeyValue }
  | { readonly kind: 'below'; readonly value: KeyValue };

/** `equals` and `in`; undefined when one is no value of the field, and may mean anything. */
export function amongBound(
  field: KeyFieldType,
  given: readonly unknown[],
): FilterBound | undefined {
  const values = given.map((value) => canonicalField(field, value));
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? { kind: 'among', values: known } : undefined;
}

/**
 * One end of a comparison; undefined when it says nothing that is sure. Texts are compared by the
 * collation of their column, which is not known here; decimals by all their digits, unrounded.
 */
export function endBound(
  { type }: KeyFieldType,
  operator: 'gt' | 'gte' | 'lt' | 'lte',
  given: unknown,
): FilterBound | undefined {
  const value = type === 'text' ? undefined : canonicalValue(type, given);
  if (value === undefined) return undefined;
  // Rows that Prisma did not write may hold finer times than it sends, which are behind a `gt` too.
  return { kind: operator === 'lt' ? 'below' : operator === 'lte' ? 'most' : 'least', value };
}

/** Which pieces can have a row that satisfies the bound. */
export function holdersOf(group: RangeGroup, bound: FilterBound): (piece: RangePiece) => boolean {
  const { type } = group;
  switch (bound.kind) {
    case 'among': {
      // once for each value, and not for each piece: both may be many
      const holders = new Set(bound.values.map((value) => findRange(group, value)));
      return (piece) => holders.has(piece);
    }
    case 'least':
      return ({ to }) => to === undefined || compareKeys(type, to, bound.value) > 0;
    case 'most':
      return ({ from }) => from === undefined || compareKeys(type, from, bound.value) <= 0;
    case 'below':
      return ({ from }) => from === undefined || compareKeys(type, from, bound.value) < 0;
    default:
      return bound satisfies never;
  }
}
