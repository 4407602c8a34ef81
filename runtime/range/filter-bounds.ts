import type { KeyFieldType } from '../key/canonical-field.js';
import { canonicalValue } from '../key/canonical-value.js';
import { compareKeys } from '../key/compare-keys.js';
import type { KeyValue } from '../key/key-value.js';
import type { RangeGroup, RangePiece } from '../topology/topology.js';

/** What a comparison says of the key: one end of its values. */
export interface EndBound {
  readonly kind: 'least' | 'most' | 'below';
  readonly value: KeyValue;
}

/**
 * One end of a comparison; undefined when it says nothing that is sure. Texts are compared by the
 * collation of their column, which is not known here; decimals by all their digits, unrounded.
 */
export function endBound(
  { type }: KeyFieldType,
  operator: 'gt' | 'gte' | 'lt' | 'lte',
  given: unknown,
): EndBound | undefined {
  const value = type === 'text' ? undefined : canonicalValue(type, given);
  if (value === undefined) return undefined;
  // Rows that Prisma did not write may hold finer times than it sends, which are behind a `gt` too.
  return { kind: operator === 'lt' ? 'below' : operator === 'lte' ? 'most' : 'least', value };
}

/** Whether a piece can have a key that satisfies the bound. */
export function mayHold({ type }: RangeGroup, { from, to }: RangePiece, bound: EndBound): boolean {
  switch (bound.kind) {
    case 'least':
      return to === undefined || compareKeys(type, to, bound.value) > 0;
    case 'most':
      return from === undefined || compareKeys(type, from, bound.value) <= 0;
    case 'below':
      return from === undefined || compareKeys(type, from, bound.value) < 0;
    default:
      return bound.kind satisfies never;
  }
}
