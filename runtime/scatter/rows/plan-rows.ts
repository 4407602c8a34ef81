import type { Call } from '../../errors/call.js';
import { noDistinctCursor } from '../../errors/order-errors.js';
import type { Fields } from '../../router/fields.js';
import type { PlannedCall, ReadPlan } from '../explain/read-plan.js';
import type { CallOptions } from '../options/call-options.js';
import { type HiddenColumns, hiddenColumns } from '../order/hidden-columns.js';
import { unfilterable } from '../order/keyset-filter.js';
import { readOrder, saysOrder } from '../order/read-order.js';
import { sortSteps } from '../order/sort-steps.js';
import { reversed, type TotalOrder, termName, toOrderBy } from '../order/total-order.js';
import { refuseOptions } from '../refuse-options.js';
import type { MergeStep } from '../surface/scatter-plan.js';
import { isPaged, type Page, readPage } from './read-page.js';

/** What a call decides about the rows that it wants, before it asks a shard. */
export interface RowsPlan extends ReadPlan {
  readonly args: Fields;
  /** Undefined where rows may come in any order. */
  readonly sorted: SortedPlan | undefined;
}

/** How rows are read in order. */
export interface SortedPlan {
  /** As they are read; `isReversed` where they are handed out the other way round. */
  readonly order: TotalOrder;
  readonly isReversed: boolean;
  readonly page: Page;
  readonly hidden: HiddenColumns;
}

/**
 * What each shard is asked for: its own first rows in the order, as many as may be among the first of all.
 *
 * @throws ShardgenError SG3011, SG3040 to SG3042, SG3045, SG3047, SG3048.
 */
export function planRows(planned: PlannedCall, given: Fields | undefined): RowsPlan {
  const { call, options, plan } = planned;
  const asked = given ?? {};
  const { cursor: _, ...rest } = asked;
  refuseOptions(plan, call, rest, []);
  if (!isPaged(asked) && !saysOrder(asked['orderBy'])) {
    return Object.freeze<RowsPlan>({
      asks: 'findMany',
      args: { ...asked, take: options.maxRows + 1 },
      merge: [{ operator: 'concat' }],
      hiddenColumns: [],
      sorted: undefined,
    });
  }
  const page = readPage(plan, call, asked);
  // Prisma looks at all of it to decide how it finds a cursor.
  const whole = page.cursor !== undefined;
  const forward = readOrder(plan, call, asked['orderBy'], { whole });
  const isReversed = (page.take ?? 0) < 0;
  const order = isReversed ? reversed(forward) : forward;
  refuseDistinctCursor(call, page, order);
  const { cursor: _cursor, skip: _skip, take: _take, ...others } = asked;
  const identity = plan.primaryKey.map(({ name }) => name);
  const hidden = hiddenColumns(
    { call, clientOmit: planned.clientOmit, plan },
    others,
    order.terms,
    [...identity, ...(page.distinct ?? [])],
  );
  const sorted = Object.freeze({ order, isReversed, page, hidden });
  return Object.freeze<RowsPlan>({
    asks: 'findMany',
    args: { ...hidden.args, orderBy: toOrderBy(order), take: mostRows(page, options) },
    merge: mergeSteps(sorted),
    hiddenColumns: hidden.names,
    sorted,
  });
}

/** One more than a call may hold, so that too many are known to be too many. */
function mostRows({ cursor, distinct, skip, take }: Page, { maxRows }: CallOptions): number {
  const cap = maxRows + 1;
  // Prisma looks for the cursor among distinct rows, so that those in front of it count too.
  if (take === undefined || (cursor !== undefined && distinct !== undefined)) return cap;
  return Math.min(skip + Math.abs(take), cap);
}

function refuseDistinctCursor(call: Call, { cursor, distinct }: Page, order: TotalOrder): void {
  const term = cursor && distinct ? unfilterable(order) : undefined;
  if (term !== undefined) throw noDistinctCursor(call, termName(term));
}

function mergeSteps({ hidden, isReversed, order, page }: SortedPlan): readonly MergeStep[] {
  return [
    ...(page.cursor === undefined ? [] : [{ operator: 'find-cursor' } as const]),
    ...sortSteps(order),
    ...(page.distinct === undefined ? [] : [{ operator: 'distinct', by: page.distinct } as const]),
    ...(page.skip === 0 ? [] : [{ operator: 'skip', rows: page.skip } as const]),
    ...(page.take === undefined ? [] : [{ operator: 'take', rows: Math.abs(page.take) } as const]),
    ...(isReversed ? [{ operator: 'reverse' } as const] : []),
    ...(hidden.names.length === 0 ? [] : [{ operator: 'strip' } as const]),
  ];
}
