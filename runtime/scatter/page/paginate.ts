import { type CursorScope, readCursor, writeCursor } from '../../cursor/cursor.js';
import { type Fields, ownValue } from '../../router/fields.js';
import { narrowWhere } from '../../router/narrow-where.js';
import { checkRows } from '../check-rows.js';
import type { PlannedCall, ReadPlan } from '../explain/read-plan.js';
import { scatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import type { Page } from '../surface/page.js';
import { mergeLists } from './merge-lists.js';
import { pageSize, withoutOwn } from './page-arguments.js';
import { type PageOrder, readPageOrder } from './page-order.js';

const OWN = ['first', 'after'];

interface PagePlan extends ReadPlan {
  readonly first: number;
  readonly order: PageOrder;
  readonly cursor: CursorScope;
}

/** @throws ShardgenError SG3061 to SG3064, SG3066, SG3067, and what an order is refused by. */
export function planPage(planned: PlannedCall, given: Fields | undefined): PagePlan {
  const { call, options, signCursor } = planned;
  const first = pageSize(call, given, options.maxRows);
  const order = readPageOrder(planned, withoutOwn(given, OWN));
  const cursor = { call, order: order.mark, terms: order.terms, sign: signCursor };
  const after = (given && ownValue(given, 'after')) ?? null;
  const where = order.args['where'];
  const beyond =
    after === null ? {} : { where: narrowWhere(where, order.behind(readCursor(cursor, after))) };
  return {
    asks: 'findMany',
    // One more, which tells whether there is a next page.
    args: { ...order.args, ...beyond, take: first + 1 },
    merge: [...order.merge, { operator: 'take', rows: first }, ...order.strips],
    hiddenColumns: order.hiddenColumns,
    first,
    order,
    cursor,
  };
}

/**
 * One page of the rows of several shards, in order, behind the row where the last page ended.
 *
 * @throws ShardgenError SG3065, SG5002, SG5013, and what `planPage` throws.
 */
export function paginate(scope: ScatterScope, args: unknown): Promise<Page<Fields>> {
  return scatterCall(scope, 'paginate', args, async (scatter, given) => {
    const { asks, args: asked, cursor, first, order } = planPage(plannedCall(scope, scatter.call), given);
    const answers = await scatter.ask(asks, asked);
    const lists = answers.map(({ value }) => rowsOf(value));
    const all = lists.reduce((sum, { length }) => sum + length, 0);
    checkRows(scatter.call, all, scatter.options.maxRows);
    const compare = await order.comparing(scatter, lists);
    const rows = mergeLists(lists, compare, first + 1);
    const hasNextPage = rows.length > first;
    if (hasNextPage) rows.length = first;
    const last = rows.at(-1);
    const endCursor = last === undefined ? null : writeCursor(cursor, order.valuesOf(last));
    return { rows: rows.map(order.strip), endCursor, hasNextPage };
  });
}
