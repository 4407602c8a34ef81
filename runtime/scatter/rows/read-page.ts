import type { Call } from '../../errors/call.js';
import { indistinct, noPage } from '../../errors/order-errors.js';
import { asRead, type Fields, isFields, ownValue } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { comparingOf } from '../order/orderable.js';

/** Which of the rows in order a call wants. */
export interface Page {
  /** The last ones, where it is negative. */
  readonly take: number | undefined;
  readonly skip: number;
  /** Names one row, from which on rows count. */
  readonly cursor: Fields | undefined;
  /** Of rows that are alike in these fields, the first one counts. */
  readonly distinct: readonly string[] | undefined;
}

/** Prisma counts rows by 32 bits, and what is greater it reads as something else. */
const MOST_ROWS = 2 ** 31 - 1;

/**
 * Reads what Prisma calls pagination, as Prisma does.
 *
 * @throws ShardgenError SG3040, SG3047.
 */
export function readPage(plan: ModelPlan, call: Call, given: Fields): Page {
  const { skip, take } = given;
  return {
    take: take === undefined ? undefined : rowsIn(call, 'take', take, -MOST_ROWS),
    skip: skip === undefined ? 0 : rowsIn(call, 'skip', skip, 0),
    cursor: cursorIn(plan, call, given['cursor']),
    distinct: distinctIn(plan, call, given['distinct']),
  };
}

/** Whether a call asks for anything that depends on an order. */
export function isPaged(given: Fields): boolean {
  return ['take', 'skip', 'cursor', 'distinct'].some((name) => given[name] !== undefined);
}

function rowsIn(call: Call, name: string, value: unknown, least: number): number {
  if (typeof value === 'number' && value >= least && value <= MOST_ROWS) return Math.trunc(value);
  throw noPage(call, name, value, `a whole number from ${least} to ${MOST_ROWS}`);
}

function cursorIn(plan: ModelPlan, call: Call, value: unknown): Fields | undefined {
  const cursor = asRead(value);
  if (cursor === undefined) return cursor;
  const legal = 'an object that names one row by its unique fields';
  if (!isFields(cursor)) throw noPage(call, 'cursor', cursor, legal);
  // The types take what a filter has, and Prisma fails where it is there.
  const others = ['AND', 'OR', 'NOT', ...plan.relations.map(({ name }) => name)];
  const other = others.find((name) => asRead(ownValue(cursor, name)) !== undefined);
  if (other === undefined) return cursor;
  throw noPage(call, `cursor.${other}`, ownValue(cursor, other), `${legal}, and nothing else`);
}

function distinctIn(plan: ModelPlan, call: Call, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  return (Array.isArray(value) ? value : [value]).map((name) => {
    const scalar = typeof name === 'string' ? plan.scalars.get(name) : undefined;
    if (scalar === undefined) throw noPage(call, 'distinct', name, `a field of ${plan.name}`);
    const comparing = comparingOf(scalar.kind);
    if (comparing.by === 'nothing') throw indistinct(call, scalar.name, comparing.reason);
    return scalar.name;
  });
}
