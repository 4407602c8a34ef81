import { type CursorScope, readCursor, writeCursor } from '../../cursor/cursor.js';
import type { CursorSigner } from '../../cursor/cursor-signer.js';
import { toCursorValue } from '../../cursor/to-cursor-value.js';
import type { Call } from '../../errors/call.js';
import { type Fields, ownValue } from '../../router/fields.js';
import type { PlannedCall, ReadPlan } from '../explain/read-plan.js';
import { createOrdering } from '../order/ordering.js';
import { askSorted } from '../rows/ask-sorted.js';
import { fairShare } from '../rows/fair-share.js';
import { scatterCall } from '../scatter-call.js';
import type { ReadScope, ScatterScope } from '../scatter-scope.js';
import type { Page } from '../surface/page.js';
import { pageSize, withoutOwn } from './page-arguments.js';
import { argsBehind, checkPlace, type PageOrder, readPageOrder } from './page-order.js';

const OWN = ['first', 'after'];

interface PagePlan extends ReadPlan {
  readonly args: Fields;
  readonly first: number;
  readonly order: PageOrder;
  readonly cursor: CursorScope;
  /** What the order compares of the row behind which the page begins. */
  readonly after: readonly unknown[] | undefined;
}

/** A call that may have a cursor. */
export interface PlannedPage extends PlannedCall {
  readonly signCursor: CursorSigner;
}

export function plannedPage({ options, plan, runtime }: ReadScope, call: Call): PlannedPage {
  const { clientOmit, signCursor } = runtime;
  return { call, plan, options, clientOmit, signCursor };
}

/** @throws ShardgenError SG3011, SG3041, SG3042, SG3045, SG3061 to SG3064, SG3066, SG3067. */
export function planPage(planned: PlannedPage, given: Fields | undefined): PagePlan {
  const { call, options, signCursor } = planned;
  const first = pageSize(call, given, options.maxRows);
  const order = readPageOrder(planned, withoutOwn(given, OWN));
  const terms = order.order.terms.length;
  const cursor = { call, order: order.mark, terms, sign: signCursor };
  const text = (given && ownValue(given, 'after')) ?? null;
  const after = text === null ? undefined : readCursor(cursor, text);
  if (after !== undefined) checkPlace(call, order, after);
  const begin = after === undefined ? [] : [{ operator: 'begin-behind', values: after } as const];
  return {
    asks: 'findMany',
    // One more, which tells whether there is a next page.
    args: { ...order.args, take: first + 1 },
    merge: [...begin, ...order.merge, { operator: 'take', rows: first }, ...order.strips],
    hiddenColumns: order.hiddenColumns,
    first,
    order,
    cursor,
    after,
  };
}

/**
 * One page of the rows of several shards, in order, behind the row where the last page ended.
 *
 * @throws ShardgenError SG3043, SG3044, SG3065, SG5002, SG5013, and what `planPage` throws.
 */
export function paginate(scope: ScatterScope, args: unknown): Promise<Page<Fields>> {
  return scatterCall(scope, 'paginate', args, async (scatter, given) => {
    const { call, shards } = scatter;
    const page = planPage(plannedPage(scope, call), given);
    const { after, cursor, first } = page;
    const { order, strip } = page.order;
    const ordering = createOrdering(scope.runtime, scatter, shards, order);
    const asked =
      after === undefined ? page.args : argsBehind(page.args, await ordering.behind(after));
    const { rows } = await askSorted(scatter, {
      args: asked,
      share: fairShare(scope.plan.group, shards.length, first + 1),
      comparing: (_, lists) => ordering.comparing(lists),
    });
    const last = rows[Math.min(first, rows.length) - 1];
    const endCursor =
      last === undefined ? null : writeCursor(cursor, ordering.valuesOf(last).map(toCursorValue));
    const hasNextPage = rows.length > first;
    return { rows: rows.slice(0, first).map(strip), endCursor, hasNextPage };
  });
}
