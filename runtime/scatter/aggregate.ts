import { asFields, type Fields } from '../router/fields.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';
import { checkTotals } from './totals/check-totals.js';
import { comparersFor, compareScope } from './totals/comparers.js';
import { answersOf, askedTotals, hiddenTotals, selectedTotals } from './totals/selected-totals.js';
import { totalSteps } from './totals/total-steps.js';
import { totalValues } from './totals/total-values.js';

/** What says which rows are totalled, where not all are; and what Prisma would answer with beside the totals. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct', 'select'];

export function planAggregate({ call, plan }: PlannedCall, given: Fields = {}): ReadPlan {
  refuseOptions(plan, call, given, UNMERGED);
  const selected = selectedTotals(given);
  checkTotals(plan, call, selected);
  return {
    asks: 'aggregate',
    args: { ...given, ...askedTotals(given, []) },
    merge: totalSteps(plan, selected),
    hiddenColumns: hiddenTotals(given, []),
  };
}

/** The totals of all rows: averages of values and not of averages, each number with all its digits. */
export function aggregate(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'aggregate', args, async (asked, given = {}) => {
    const { call } = asked;
    const planned = planAggregate({ ...scope, call }, given);
    const answers = await asked.ask(planned.asks, planned.args);
    const parts = answers.map(({ value }) => fieldsOf(value));
    const compared = { quantities: selectedTotals(given), rows: parts };
    const comparers = await comparersFor(compareScope(scope, asked, answers), [compared]);
    return answersOf(given)(totalValues(scope.plan, call, parts, comparers).handOut);
  });
}

const fieldsOf = (value: unknown): Fields => asFields(Object(value));
