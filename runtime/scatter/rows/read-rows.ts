import { mergeSorted } from '../../merge/merge-sorted.js';
import type { Fields } from '../../router/fields.js';
import { narrowWhere } from '../../router/narrow-where.js';
import { checkRows } from '../check-rows.js';
import { createOrdering } from '../order/ordering.js';
import type { ShardAnswer } from '../questions/running-call.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { distinctRows, rowsIn } from './distinct-rows.js';
import { findCursor } from './find-cursor.js';
import type { RowsPlan, SortedPlan } from './plan-rows.js';

/** Rows, and whether all shards that may have some have answered. */
export interface ReadRows {
  readonly rows: readonly Fields[];
  readonly isComplete: boolean;
}

/**
 * The rows that a plan wants, in its order.
 *
 * @throws ShardgenError SG3043, SG3044, SG3046, SG3049, SG5002, SG5013.
 */
export async function readRows(
  scope: ScatterScope,
  asking: ScatterCall,
  plan: RowsPlan,
): Promise<ReadRows> {
  const { sorted } = plan;
  if (sorted !== undefined) return sortedRows(scope, asking, plan.args, sorted);
  const answers = await asking.ask('findMany', plan.args);
  const lists = listsOf(asking, answers);
  return { rows: lists.flat(), isComplete: isComplete(asking, answers) };
}

async function sortedRows(
  scope: ScatterScope,
  asking: ScatterCall,
  args: Fields,
  sorted: SortedPlan,
): Promise<ReadRows> {
  const { distinct } = sorted.page;
  const start = await findCursor(scope, asking, sorted);
  if (start.kind === 'nowhere') return { rows: [], isComplete: start.isComplete };
  const narrowed =
    start.where === undefined ? args : { ...args, where: narrowWhere(args['where'], start.where) };
  const most = start.isUnbounded ? { ...narrowed, take: asking.options.maxRows + 1 } : narrowed;
  const answers = await asking.ask('findMany', most);
  const lists = listsOf(asking, answers);
  const answering = answers.map(({ shard }) => shard);
  const ordering = createOrdering(scope.runtime, asking, answering, sorted.order);
  const compare = await ordering.comparing(
    start.row === undefined ? lists : [...lists, [start.row]],
  );
  const merged = mergeSorted(lists, compare);
  const told = distinct === undefined ? merged : distinctRows(merged, distinct);
  return {
    rows: handedOut(start.from(told, compare), sorted),
    isComplete: isComplete(asking, answers),
  };
}

function handedOut(
  rows: readonly Fields[],
  { hidden, isReversed, page: { skip, take } }: SortedPlan,
): readonly Fields[] {
  const end = take === undefined ? rows.length : skip + Math.abs(take);
  const wanted = rows.slice(skip, end).map((row) => hidden.strip(row));
  return isReversed ? wanted.reverse() : wanted;
}

function listsOf(
  { call, options }: ScatterCall,
  answers: readonly ShardAnswer[],
): readonly (readonly Fields[])[] {
  const lists = answers.map(({ value }) => rowsIn(value));
  const count = lists.reduce((sum, { length }) => sum + length, 0);
  checkRows(call, count, options.maxRows);
  return lists;
}

const isComplete = ({ shards }: ScatterCall, answers: readonly ShardAnswer[]): boolean =>
  answers.length === shards.length;
