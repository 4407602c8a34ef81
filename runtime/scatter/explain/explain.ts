import { unknownMethod } from '../../errors/page-errors.js';
import type { Fields } from '../../router/fields.js';
import { planAggregate } from '../aggregate.js';
import { planCount } from '../count.js';
import { planExists } from '../exists.js';
import { planFindFirst } from '../find-first.js';
import { planFindUnique } from '../find-unique.js';
import { planGroupBy } from '../group-by.js';
import { type PlannedPage, plannedPage, planPage } from '../page/paginate.js';
import { planRows } from '../rows/plan-rows.js';
import { readCall } from '../scatter-call.js';
import type { ReadScope } from '../scatter-scope.js';
import { planStream } from '../stream/plan-stream.js';
import type { ScatterPlan } from '../surface/scatter-plan.js';
import { planDeleteMany, planUpdateMany } from '../write-many.js';
import { explainRoute } from './explain-route.js';
import { frozenCopy } from './frozen-copy.js';
import type { ReadPlan } from './read-plan.js';

/** What each method decides before it asks a shard. */
const PLANS: ReadonlyMap<string, PlanOf> = new Map<string, PlanOf>([
  ['findMany', planRows],
  ['findFirst', planFindFirst],
  ['findFirstOrThrow', planFindFirst],
  ['findUnique', planFindUnique],
  ['findUniqueOrThrow', planFindUnique],
  ['exists', planExists],
  ['count', planCount],
  ['aggregate', planAggregate],
  ['groupBy', planGroupBy],
  ['updateMany', planUpdateMany],
  ['deleteMany', planDeleteMany],
  ['paginate', planPage],
  ['stream', planStream],
]);

type PlanOf = (call: PlannedPage, given: Fields | undefined) => ReadPlan;

/** The methods that can be explained. */
export const EXPLAINED: readonly string[] = [...PLANS.keys()];

/**
 * What a call would do. Decided by the same functions as when it runs, so that it is refused where the call
 * would be, with the same code. Asks nobody.
 *
 * @throws ShardgenError SG3068 for a method that there is not, and what the call throws before it asks a shard.
 */
export function explain(
  scope: ReadScope,
  args: unknown,
  method: unknown = 'findMany',
): ScatterPlan {
  const { options, plan } = scope;
  const planOf = typeof method === 'string' ? PLANS.get(method) : undefined;
  if (typeof method !== 'string' || planOf === undefined) {
    throw unknownMethod(plan.name, method, EXPLAINED);
  }
  // Refuses who asks for a partial answer of it.
  readCall(scope, 'explain', undefined);
  const { call, given } = readCall(scope, method, args);
  const { args: asked, asks, hiddenColumns, merge } = planOf(plannedPage(scope, call), given);
  const { concurrency, deadlineMs, maxBytes, maxRows } = options;
  return Object.freeze({
    model: plan.name,
    method,
    route: explainRoute(scope, given),
    asks,
    pushedDown: frozenCopy({ ...asked }),
    merge: frozenCopy(merge),
    hiddenColumns: frozenCopy(hiddenColumns),
    limits: Object.freeze({ maxRows, maxBytes, concurrency, deadlineMs }),
  });
}
