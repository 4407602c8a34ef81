import { canonicalField, type KeyFieldType } from '../../key/canonical-field.js';
import type { KeyValue } from '../../key/key-value.js';
import { type EndBound, endBound } from '../../range/filter-bounds.js';
import { isFilter, ownValue } from '../fields.js';
import type { FieldBox } from './key-box.js';

const COMPARISONS = ['gt', 'gte', 'lt', 'lte'] as const;
const ANYTHING: FieldBox = Object.freeze({ among: undefined, ends: [] });

/** What the filter of one field says of its value: `equals`, `in`, and the comparisons of ranges. */
export function boxOfField(field: KeyFieldType, given: unknown): FieldBox {
  if (given === undefined) return ANYTHING;
  if (!isFilter(given)) return { among: knownValues(field, [given]), ends: [] };
  const { mode } = given;
  // Text may be compared in any letter case, which matches more keys than it names.
  if (mode !== undefined && mode !== 'default') return ANYTHING;
  const equals = ownValue(given, 'equals');
  const list = ownValue(given, 'in');
  const same = equals === undefined ? undefined : knownValues(field, [equals]);
  const some = Array.isArray(list) ? knownValues(field, list) : undefined;
  const ends: EndBound[] = [];
  for (const operator of COMPARISONS) {
    const end = endBound(field, operator, ownValue(given, operator));
    if (end !== undefined) ends.push(end);
  }
  // Of two lists that both hold, one alone is true as well.
  return { among: same ?? some, ends };
}

/** Canonical values; undefined when one is no value of the field, and may mean anything. */
export function knownValues(
  field: KeyFieldType,
  given: readonly unknown[],
): ReadonlySet<KeyValue> | undefined {
  const values = new Set<KeyValue>();
  for (const each of given) {
    const value = canonicalField(field, each);
    if (value === undefined) return undefined;
    values.add(value);
  }
  return values;
}
