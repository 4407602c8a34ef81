import { asFields, type Fields } from '../router/fields.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';
import { checkTotals } from './totals/check-totals.js';
import { comparersFor, compareScope } from './totals/comparers.js';
import { askedTotals, handOutTotals, selectedTotals } from './totals/selected-totals.js';
import { totalValues } from './totals/total-values.js';

/** What says which rows are totalled, where not all are. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

/** The totals of all rows: averages of values and not of averages, each number with all its digits. */
export function aggregate(scope: ScatterScope, args: unknown): Promise<unknown> {
  return scatterCall(scope, 'aggregate', args, async (asked, given = {}) => {
    const { plan } = scope;
    refuseOptions(plan, asked.call, given, UNMERGED);
    const selected = selectedTotals(given);
    checkTotals(plan, asked.call, selected);
    const answers = await asked.ask('aggregate', { ...given, ...askedTotals(given, []) });
    const parts = answers.map(({ value }) => fieldsOf(value));
    const comparers = await comparersFor(compareScope(scope, asked, answers), [
      { quantities: selected, rows: parts },
    ]);
    const totals = totalValues(plan, asked.call, parts, comparers);
    return handOutTotals(given, totals.handOut);
  });
}

const fieldsOf = (value: unknown): Fields => asFields(Object(value));
