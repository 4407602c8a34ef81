import type { Call } from '../../errors/call.js';
import { type Fields, isFields, isFilter } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { isTotalName, type Quantity } from '../totals/quantity.js';
import type { Condition, Test } from './condition.js';
import { readOperand } from './operand.js';
import { readComparisons } from './read-comparisons.js';

const GROUPS = { AND: 'all', OR: 'any', NOT: 'none' } as const;

/** Whose filter is read, and for which call. */
interface Reading {
  readonly plan: ModelPlan;
  readonly call: Call;
}

type LogicalName = keyof typeof GROUPS;

export function isLogical(name: string): name is LogicalName {
  return Object.hasOwn(GROUPS, name);
}

/** One filter or a list of them, as Prisma takes either. */
export function filtersOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/**
 * The conditions of a `having` filter, all of which a group has to meet; none where it asks for nothing.
 * Prisma drops what asks for nothing wherever it stands, but for an `OR` of nothing at the top, which no
 * group meets.
 *
 * @throws ShardgenError SG3054.
 */
export function readHaving(reading: Reading, having: Fields): readonly Condition[] {
  return readAll(reading, 'having', having, true);
}

function readAll(
  reading: Reading,
  path: string,
  filter: Fields,
  atTop: boolean,
): readonly Condition[] {
  return Object.keys(filter).flatMap((name): readonly Condition[] => {
    const value = filter[name];
    if (value === undefined) return [];
    const at = `${path}.${name}`;
    return isLogical(name)
      ? logical(reading, at, name, value, atTop)
      : ofField(reading, at, name, value);
  });
}

function logical(
  reading: Reading,
  path: string,
  name: LogicalName,
  value: unknown,
  atTop: boolean,
): readonly Condition[] {
  const parts = filtersOf(value).flatMap((each): readonly Condition[] => {
    const conditions = isFields(each) ? readAll(reading, path, each, false) : [];
    return conditions.length === 0 ? [] : [together(conditions)];
  });
  if (parts.length === 0 && !(atTop && name === 'OR')) return [];
  return [{ kind: GROUPS[name], parts }];
}

function together(conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  return only !== undefined && conditions.length === 1 ? only : { kind: 'all', parts: conditions };
}

function ofField(
  reading: Reading,
  path: string,
  field: string,
  value: unknown,
): readonly Condition[] {
  const own = { total: undefined, field };
  if (!isFilter(value)) return test(reading, path, own, { equals: value });
  const names = Object.keys(value);
  const rest = Object.fromEntries(
    names.filter((name) => !isTotalName(name)).map((name) => [name, value[name]]),
  );
  const ofTotals = names.filter(isTotalName).flatMap((total) => {
    const filter = value[total];
    // Prisma refuses it: each shard is asked with the whole filter.
    if (!isFields(filter)) return [];
    return test(reading, `${path}.${total}`, { total, field }, filter);
  });
  return [...test(reading, path, own, rest), ...ofTotals];
}

function test(
  { call, plan }: Reading,
  path: string,
  quantity: Quantity,
  filter: Fields,
): readonly Condition[] {
  const comparisons = readComparisons(call, path, filter).map(({ operand, operator }) => {
    const read = (value: unknown) => readOperand(plan, call, path, quantity, value);
    if (operand === null) return { operator, operand };
    if (operator !== 'in' && operator !== 'notIn') return { operator, operand: read(operand) };
    return { operator, operand: Array.isArray(operand) ? operand.map(read) : [read(operand)] };
  });
  return comparisons.length === 0 ? [] : [{ kind: 'test', quantity, comparisons }];
}

/** The comparisons in conditions, wherever they stand. */
export function testsOf(conditions: readonly Condition[]): readonly Test[] {
  return conditions.flatMap((each) => (each.kind === 'test' ? [each] : testsOf(each.parts)));
}
