import { internalError } from '../../errors/internal-error.js';
import type { CompareValues } from '../../merge/compare-values.js';
import { compareNumerics, type Numeric } from '../../merge/numeric/numeric.js';
import type { Fields } from '../../router/fields.js';
import type { Comparers } from '../totals/comparers.js';
import { isValueOfField, type Quantity } from '../totals/quantity.js';
import type { TotalValues } from '../totals/total-values.js';

/** Rows that are grouped together, wherever they live. */
export interface Group {
  /** One of its parts, whose fields are those of all. */
  readonly head: Fields;
  readonly totals: TotalValues;
  /** For comparing; null where there is none. */
  valueOf(quantity: Quantity): unknown;
  compareOf(quantity: Quantity): CompareValues;
}

export function createGroup(
  parts: readonly Fields[],
  totals: TotalValues,
  comparers: Comparers,
): Group {
  const [head = {}] = parts;
  return {
    head,
    totals,
    valueOf: (quantity) =>
      quantity.total === undefined ? (head[quantity.field] ?? null) : totals.exact(quantity),
    compareOf(quantity) {
      if (!isValueOfField(quantity)) return compareExact;
      const compare = comparers.get(quantity.field);
      if (compare === undefined) throw internalError(`${quantity.field} cannot be compared`);
      return compare;
    },
  };
}

/** Sound: counts, sums and averages are numerics, and only they are compared with it. */
const compareExact: CompareValues = (a, b) => compareNumerics(a as Numeric, b as Numeric);
