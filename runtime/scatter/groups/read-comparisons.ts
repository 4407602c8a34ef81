import type { Call } from '../../errors/call.js';
import { notEvaluated } from '../../errors/totals-errors.js';
import { type Fields, isFilter } from '../../router/fields.js';
import type { Comparison, Operator } from './condition.js';

const OPERATORS: Readonly<Record<string, Operator>> = {
  equals: 'equals',
  in: 'in',
  notIn: 'notIn',
  lt: 'lt',
  lte: 'lte',
  gt: 'gt',
  gte: 'gte',
};

const OPPOSITE: Readonly<Record<Operator, Operator>> = {
  equals: 'differs',
  differs: 'equals',
  in: 'notIn',
  notIn: 'in',
  lt: 'gte',
  lte: 'gt',
  gt: 'lte',
  gte: 'lt',
};

/**
 * The comparisons of a filter of one value. Prisma turns each comparison inside a `not` round by itself, and
 * asks for all of them.
 *
 * @throws ShardgenError SG3054 for what can only be looked at by the database.
 */
export function readComparisons(
  call: Call,
  path: string,
  filter: Fields,
  negated = false,
): readonly Comparison[] {
  return Object.keys(filter).flatMap((name) => {
    const operand = filter[name];
    const at = `${path}.${name}`;
    if (operand === undefined) return [];
    if (name === 'not') {
      return isFilter(operand)
        ? readComparisons(call, at, operand, !negated)
        : [comparison('differs', operand, negated)];
    }
    const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (operator === undefined) {
      throw notEvaluated(call, at, 'only the database can look at what it asks for');
    }
    return [comparison(operator, operand, negated)];
  });
}

function comparison(operator: Operator, operand: unknown, negated: boolean): Comparison {
  const turned = negated ? OPPOSITE[operator] : operator;
  if (operand !== null) return { operator: turned, operand };
  // `in: null` is how Prisma's types let one write `equals: null`.
  return { operator: turned === 'in' || turned === 'equals' ? 'equals' : 'differs', operand };
}
