import type { Fields } from '../../router/fields.js';
import { narrowWhere } from '../../router/narrow-where.js';
import { createOrdering } from '../order/ordering.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { askSorted, listsOf } from './ask-sorted.js';
import { distinctRows } from './distinct-rows.js';
import { fairShare } from './fair-share.js';
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
  const { cursor, distinct, skip, take } = sorted.page;
  const { group } = scope.plan;
  const start = await findCursor(scope, asking, sorted);
  if (start === 'nowhere') return [];
  const narrowed =
    start.where === undefined ? args : { ...args, where: narrowWhere(args['where'], start.where) };
  const most = start.isUnbounded ? { ...narrowed, take: asking.options.maxRows + 1 } : narrowed;
  const isShared = take !== undefined && cursor === undefined && distinct === undefined;
  const wanted = isShared ? skip + Math.abs(take) : 0;
  const { compare, rows } = await askSorted(asking, {
    args: most,
    share: fairShare(group, asking.shards.length, wanted),
    comparing(answers, lists) {
      const answering = answers.map(({ shard }) => shard);
      const ordering = createOrdering(scope.runtime, asking, answering, sorted.order);
      return ordering.comparing(start.row === undefined ? lists : [...lists, [start.row]]);
    },
  });
  const told = distinct === undefined ? rows : distinctRows(rows, distinct);
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
