import type { ScalarKind } from '../../../schema/model/scalar-field.js';
import { unknownEnumValue } from '../../errors/order-errors.js';
import { compareTexts } from '../../key/compare-keys.js';
import {
  type CompareValues,
  compareBytes,
  compareDates,
  compareDecimals,
  compareExactly,
  compareNumbers,
} from '../../merge/compare-values.js';
import { type AskedField, columnOf, describe, enumOrder, textOrder } from './field-order.js';
import { textRanks } from './text-ranks.js';

/** How values are compared that JavaScript compares as PostgreSQL does; undefined for others. */
export function exactComparer(kind: ScalarKind): CompareValues | undefined {
  switch (kind) {
    case 'int':
    case 'float':
    case 'real':
      return compareNumbers;
    case 'bigint':
    case 'boolean':
      return compareExactly;
    case 'decimal':
    case 'money':
      return compareDecimals;
    case 'datetime':
    case 'date':
    case 'time':
      return compareDates;
    case 'bytes':
      return compareBytes;
    case 'uuid':
      return (a, b) => compareTexts(String(a), String(b));
    default:
      return undefined;
  }
}

/**
 * How these values of a text or enum field compare, as the databases say.
 *
 * @throws ShardgenError SG3043, SG3044, SG3049.
 */
export async function askedComparer(
  field: AskedField,
  values: ReadonlySet<string>,
): Promise<CompareValues> {
  if (field.scalar.kind === 'enum') return byPlace(await placesOf(field, values));
  const order = await textOrder(field);
  // The lower case of citext is the database's own.
  if (!order.collation.byCodePoint || field.scalar.kind === 'citext') {
    return byPlace(await textRanks(field, order, [...values]));
  }
  return field.scalar.kind === 'char'
    ? (a, b) => compareTexts(withoutPadding(a), withoutPadding(b))
    : (a, b) => compareTexts(String(a), String(b));
}

/** `character(n)` is filled up with blanks, which do not count. */
const withoutPadding = (value: unknown): string => String(value).replace(/ +$/, '');

function byPlace(places: ReadonlyMap<string, number>): CompareValues {
  const placeOf = (value: unknown) => places.get(String(value)) ?? -1;
  return (a, b) => placeOf(a) - placeOf(b);
}

/** Where values of an enum stand. One that is not known may be new. */
async function placesOf(
  field: AskedField,
  values: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const remembered = await enumOrder(field);
  if ([...values].every((value) => remembered.has(value))) return remembered;
  field.catalog.forget(columnOf(field));
  const places = await enumOrder(field);
  const unknown = [...values].find((value) => !places.has(value));
  if (unknown === undefined) return places;
  throw unknownEnumValue(field.call, describe(field), unknown);
}
