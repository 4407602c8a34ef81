import type { Call } from '../../errors/call.js';
import { internalError } from '../../errors/internal-error.js';
import { outOfRange } from '../../errors/totals-errors.js';
import type { CompareValues } from '../../merge/compare-values.js';
import { type Numeric, numericText } from '../../merge/numeric/numeric.js';
import { addTotals } from '../../merge/totals/add-totals.js';
import { type AveragePart, averageTotals } from '../../merge/totals/average-totals.js';
import { extreme } from '../../merge/totals/extreme.js';
import { decimalClass, handOutAverage, handOutSum } from '../../merge/totals/hand-out.js';
import { isInexact, isNumberKind, type NumberKind } from '../../merge/totals/number-kind.js';
import type { Fields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { type Comparers, scalarOf, valueIn } from './comparers.js';
import type { Total } from './quantity.js';

/** The totals of some rows, of which each shard has counted its own. */
export interface TotalValues {
  /** For comparing: numbers with all their digits, other values as they are; null where there is none. */
  exact(total: Total): unknown;
  /**
   * As Prisma hands it out.
   *
   * @throws ShardgenError SG3055.
   */
  handOut(total: Total): unknown;
}

/** Of what the shards answered: each the totals that are asked for, and what averages are made of. */
export function totalValues(
  plan: ModelPlan,
  call: Call,
  parts: readonly Fields[],
  comparers: Comparers,
): TotalValues {
  const valuesOf = (each: Total) => parts.map((part) => valueIn(part, each));

  function compareOf(field: string): CompareValues {
    const compare = comparers.get(field);
    if (compare === undefined) throw internalError(`values of ${field} cannot be compared`);
    return compare;
  }

  function numbersOf(field: string): { readonly kind: NumberKind; readonly scale?: number } {
    const { kind, scale } = scalarOf(plan, field);
    if (!isNumberKind(kind)) throw internalError(`${plan.name}.${field} has no sum`);
    return { kind, ...(scale === undefined ? {} : { scale }) };
  }

  function averageParts(field: string): readonly AveragePart[] {
    return parts.map((part) => ({
      count: Number(valueIn(part, { total: '_count', field })),
      sum: valueIn(part, { total: '_sum', field }),
      average: valueIn(part, { total: '_avg', field }),
    }));
  }

  function exact(each: Total): unknown {
    const { total, field } = each;
    switch (total) {
      case '_count': {
        const counts = valuesOf(each).map(Number);
        return { digits: BigInt(counts.reduce((all, count) => all + count, 0)), scale: 0 };
      }
      case '_sum': {
        const { kind, scale } = numbersOf(field);
        return addTotals(kind, valuesOf(each), scale);
      }
      case '_avg': {
        const { kind, scale } = numbersOf(field);
        return averageTotals(kind, averageParts(field), kind === 'decimal' ? scale : 0);
      }
      case '_min':
      case '_max':
        return extreme(valuesOf(each), compareOf(field), total === '_min' ? 'first' : 'last');
      default:
        return total satisfies never;
    }
  }

  function handOut(each: Total): unknown {
    const { total, field } = each;
    const value = exact(each);
    if (total === '_min' || total === '_max' || value === null) return value;
    // Sound: counts, sums and averages are computed as numerics.
    const number = value as Numeric;
    if (total === '_count') return Number(numericText(number));
    const { kind } = numbersOf(field);
    const sums = valuesOf({ total: '_sum', field });
    const handed =
      total === '_sum'
        ? handOutSum(kind, number, decimalClass(sums))
        : handOutAverage(kind, number, decimalClass(sums));
    if (handed === undefined || overflows(kind, number, sums)) throw outOfRange(call, total, field);
    return handed;
  }

  return { exact, handOut };
}

/** Whether floats became too large when they were added, which PostgreSQL refuses. */
function overflows(kind: NumberKind, sum: Numeric, parts: readonly unknown[]): boolean {
  if (!isInexact(kind) || typeof sum !== 'number' || Number.isFinite(sum)) return false;
  return parts.every((part) => part === null || Number.isFinite(part));
}
