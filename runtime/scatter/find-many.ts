import { concatRows } from '../merge/concat-rows.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

/** The rows of the shards, in topology order. */
export function findMany(scope: ScatterScope, args: unknown): Promise<unknown[]> {
  return scatterCall(scope, 'findMany', args, async ({ call, ask }, given) => {
    refuseOptions(scope.plan, call, given, UNMERGED);
    const answers = await ask('findMany', given);
    return concatRows(answers.map(({ value }) => value));
  });
}
