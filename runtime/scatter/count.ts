import type { Call } from '../errors/call.js';
import { unmergeable } from '../errors/routing-errors.js';
import { sumCounts } from '../merge/sum-counts.js';
import { type Fields, isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { readWindow, type Window } from './read-window.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** What says which rows are counted, where not all are. */
const UNMERGED = ['orderBy', 'cursor', 'distinct'];

/** The sum of the shards' counts, of which `skip` and `take` leave a part. */
export function count(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'count', args, async ({ call, ask }, given) => {
    refuseOptions(scope.plan, call, given, UNMERGED);
    const window = readWindow(call, given);
    // What Prisma refuses it is given to refuse.
    if (window === undefined || window.skip < 0)
      return sumCounts((await ask('count', given)).map(answerOf));
    refusePartCounts(scope.plan, call, given);
    const most = window.take === undefined ? undefined : window.skip + Math.abs(window.take);
    const answers = await ask('count', { ...given, skip: undefined, take: most });
    return within(window, sumCounts(answers.map(answerOf)));
  });
}

const answerOf = ({ value }: { readonly value: unknown }) => value;

/**
 * How many rows have a value is only known where it is known which rows are counted, or all have one.
 *
 * @throws ShardgenError SG3011.
 */
function refusePartCounts(plan: ModelPlan, call: Call, given: Fields | undefined): void {
  const select = given?.['select'];
  if (!isFields(select)) return;
  const depends = Object.keys(select).some(
    (field) => select[field] === true && plan.scalars.get(field)?.nullable === true,
  );
  if (depends) throw unmergeable(call, given?.['take'] === undefined ? 'skip' : 'take');
}

function within({ skip, take }: Window, total: unknown): unknown {
  const most = take === undefined ? Number.POSITIVE_INFINITY : Math.abs(take);
  const part = (count: unknown) => Math.min(Math.max(Number(count) - skip, 0), most);
  if (typeof total === 'number') return part(total);
  const counts = Object.entries(Object(total));
  return Object.fromEntries(counts.map(([field, count]) => [field, part(count)]));
}
