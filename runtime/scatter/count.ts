import { sumCounts } from '../merge/sum-counts.js';
import type { Fields } from '../router/fields.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

export function planCount({ call, plan }: PlannedCall, given: Fields | undefined): ReadPlan {
  refuseOptions(plan, call, given, UNMERGED);
  return { asks: 'count', args: given, merge: [{ operator: 'sum' }], hiddenColumns: [] };
}

/** The sum of the shards' counts. */
export function count(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'count', args, async ({ call, ask }, given) => {
    const { asks, args: asked } = planCount({ call, ...scope }, given);
    const answers = await ask(asks, asked);
    return sumCounts(answers.map(({ value }) => value));
  });
}
