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

/**
 * The rows that a plan wants, in its order.
 *
 * @throws ShardgenError SG3043, SG3044, SG3046, SG3049, SG5002, SG5013.
 */
export async function readRows(
  scope: ScatterScope,
  asking: ScatterCall,
  plan: RowsPlan,
): Promise<readonly Fields[]> {
  const { sorted } = plan;
  if (sorted !== undefined) return sortedRows(scope, asking, plan.args, sorted);
  const answers = await asking.ask('findMany', plan.args);
  return listsOf(asking, answers).flat();
}

async function sortedRows(
  scope: ScatterScope,
  asking: ScatterCall,
  args: Fields,
  sorted: SortedPlan,
): Promise<readonly Fields[]> {
  const { distinct } = sorted.page;
  const start = await findCursor(scope, asking, sorted);
  if (start === 'nowhere') return [];
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
  const found = start.before(merged, compare);
  const told = distinct === undefined ? found : distinctRows(found, distinct);
  return handedOut(start.from(told, compare), sorted);
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
