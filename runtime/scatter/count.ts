import { sumCounts } from '../merge/sum-counts.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

/** The sum of the shards' counts. */
export function count(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'count', args, async ({ call, ask }, given) => {
    refuseOptions(scope.plan, call, given, UNMERGED);
    const answers = await ask('count', given);
    return sumCounts(answers.map(({ value }) => value));
  });
}
