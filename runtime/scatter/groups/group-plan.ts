import type { Call } from '../../errors/call.js';
import { notEvaluated } from '../../errors/totals-errors.js';
import { type Fields, isFields } from '../../router/fields.js';
import type { ModelPlan } from '../../router/model-plan.js';
import type { ScalarPlan } from '../../router/scalar-plan.js';
import { readWindow, type Window } from '../read-window.js';
import { checkTotals } from '../totals/check-totals.js';
import { isValueOfField, type Quantity, quantityName, type Total } from '../totals/quantity.js';
import { askedTotals, selectedTotals } from '../totals/selected-totals.js';
import { whyUnordered } from '../totals/why-unordered.js';
import type { Condition } from './condition.js';
import { areWhole, checkGroupFields, groupFields } from './group-fields.js';
import {
  type GroupTerm,
  orderOfParts,
  readGroupOrder,
  reversed,
  tieBreaks,
} from './group-order.js';
import { readHaving, testsOf } from './read-having.js';
import { pushedHaving, type SplitHaving, splitHaving } from './split-having.js';

/** How groups of several shards become the groups of one database. */
export interface GroupPlan {
  readonly by: readonly ScalarPlan[];
  /** Each group is on one shard. */
  readonly whole: boolean;
  /** What groups have to meet when they were put together. */
  readonly conditions: readonly Condition[];
  /** In the direction in which they are handed out. */
  readonly terms: readonly GroupTerm[];
  readonly window: Window | undefined;
  /** What is handed out of a group. */
  readonly selected: readonly Total[];
  /** What is asked for besides. */
  readonly hidden: readonly Total[];
  /** What groups are sorted and chosen by. */
  readonly used: readonly Quantity[];
  /** What each shard is asked. */
  readonly asked: Fields;
}

/**
 * Reads the arguments of a `groupBy`; undefined where they are for Prisma to refuse.
 *
 * @throws ShardgenError SG3011, SG3052 to SG3054.
 */
export function readGroupPlan(plan: ModelPlan, call: Call, given: Fields): GroupPlan | undefined {
  const by = groupFields(plan, given);
  const window = readWindow(call, given);
  if (by === undefined || (window?.skip ?? 0) < 0) return undefined;
  const written = readGroupOrder(plan, given);
  const sorted = written.length > 0 || window === undefined ? written : orderOfParts(plan, by);
  if (sorted === undefined) return undefined;
  const whole = areWhole(plan, by);
  if (!whole) checkGroupFields(call, by);
  checkOrder(plan, call, sorted);
  const split = whole ? undefined : partedHaving(given);
  const conditions = split === undefined ? [] : readHaving({ plan, call }, split.kept);
  const terms = window === undefined ? sorted : [...sorted, ...tieBreaks(by, sorted)];
  const open = terms.slice(written.length);
  const used = [...terms, ...testsOf(conditions)].map(({ quantity }) => quantity);
  const hidden = used.filter((quantity): quantity is Total => quantity.total !== undefined);
  const selected = selectedTotals(given);
  if (!whole) checkTotals(plan, call, [...selected, ...hidden]);
  return {
    by,
    whole,
    conditions,
    terms: (window?.take ?? 0) < 0 ? reversed(terms) : terms,
    window,
    selected,
    hidden,
    used,
    asked: {
      ...given,
      ...askedTotals(given, hidden),
      ...(split === undefined ? {} : { having: pushedHaving(split, by[0]?.name ?? '') }),
      ...(window === undefined ? {} : pushedWindow(given, window, whole ? open : undefined)),
    },
  };
}

function partedHaving({ having }: Fields): SplitHaving | undefined {
  return isFields(having) ? splitHaving(having) : undefined;
}

/**
 * Where each group is on one shard, a shard gives as many as the answer and what it skips have, by the order
 * as it was given and the terms that it leaves open. Where a group may have a part elsewhere, no shard knows
 * which groups are the first.
 */
function pushedWindow(
  { orderBy }: Fields,
  { skip, take }: Window,
  open: readonly GroupTerm[] | undefined,
): Fields {
  if (open === undefined || take === undefined) return { skip: undefined, take: undefined };
  const own = Array.isArray(orderBy) ? orderBy : orderBy === undefined ? [] : [orderBy];
  return {
    orderBy: [...own, ...open.map(({ quantity }) => ({ [quantity.field]: 'asc' }))],
    skip: undefined,
    take: take < 0 ? take - skip : take + skip,
  };
}

function checkOrder(plan: ModelPlan, call: Call, terms: readonly GroupTerm[]): void {
  for (const { quantity } of terms) {
    const scalar = plan.scalars.get(quantity.field);
    if (scalar === undefined || !isValueOfField(quantity)) continue;
    const reason = whyUnordered(scalar.kind);
    if (reason !== undefined) throw notEvaluated(call, `orderBy.${quantityName(quantity)}`, reason);
  }
}
