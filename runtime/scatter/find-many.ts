import { concatRows } from '../merge/concat-rows.js';
import type { Fields } from '../router/fields.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

export function planFindMany({ call, plan }: PlannedCall, given: Fields | undefined): ReadPlan {
  refuseOptions(plan, call, given, UNMERGED);
  return { asks: 'findMany', args: given, merge: [{ operator: 'concat' }], hiddenColumns: [] };
}

/** The rows of the shards, in topology order. */
export function findMany(scope: ScatterScope, args: unknown): Promise<unknown[]> {
  return scatterCall(scope, 'findMany', args, async ({ call, ask }, given) => {
    const { asks, args: asked } = planFindMany({ call, ...scope }, given);
    const answers = await ask(asks, asked);
    return concatRows(answers.map(({ value }) => value));
  });
}
