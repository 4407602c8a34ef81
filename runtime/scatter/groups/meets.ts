import type { CompareValues } from '../../merge/compare-values.js';
import type { Quantity } from '../totals/quantity.js';
import type { Comparison, Condition } from './condition.js';

/** A group, as its conditions look at it. */
export interface Looked {
  /** Null where there is none. */
  valueOf(quantity: Quantity): unknown;
  compareOf(quantity: Quantity): CompareValues;
}

/** As SQL has it: whether it holds is unknown where a value is NULL. */
type Truth = boolean | undefined;

/** Whether a group meets all conditions. */
export function meetsAll(conditions: readonly Condition[], group: Looked): boolean {
  return conditions.every((condition) => truthOf(condition, group) === true);
}

function truthOf(condition: Condition, group: Looked): Truth {
  switch (condition.kind) {
    case 'all':
      return all(condition.parts.map((part) => truthOf(part, group)));
    case 'any':
      return not(all(condition.parts.map((part) => not(truthOf(part, group)))));
    case 'none':
      return all(condition.parts.map((part) => not(truthOf(part, group))));
    case 'test': {
      const value = group.valueOf(condition.quantity);
      const compare = group.compareOf(condition.quantity);
      return all(condition.comparisons.map((each) => holds(value, each, compare)));
    }
    default:
      return condition satisfies never;
  }
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

function holds(value: unknown, { operand, operator }: Comparison, compare: CompareValues): Truth {
  if (operand === null) return (value === null) === (operator === 'equals');
  if (operator === 'in' || operator === 'notIn') {
    const among = isAmong(value, Array.isArray(operand) ? operand : [operand], compare);
    return operator === 'in' ? among : not(among);
  }
  if (value === null) return undefined;
  const order = compare(value, operand);
  switch (operator) {
    case 'equals':
      return order === 0;
    case 'differs':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    default:
      return operator satisfies never;
  }
}

/** Nothing is among no values, not even NULL. */
function isAmong(value: unknown, operands: readonly unknown[], compare: CompareValues): Truth {
  if (operands.length === 0) return false;
  return value === null ? undefined : operands.some((operand) => compare(value, operand) === 0);
}
