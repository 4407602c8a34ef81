import { unmergeable } from '../errors/routing-errors.js';
import { asFields, type Fields } from '../router/fields.js';
import { checkRows } from './check-rows.js';
import { readGroupPlan } from './groups/group-plan.js';
import { mergeGroups } from './groups/merge-groups.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';
import { compareScope } from './totals/comparers.js';

/** The groups of all rows: those that several shards have a part of are put together first. */
export function groupBy(scope: ScatterScope, args: unknown): Promise<unknown[]> {
  return scatterCall(scope, 'groupBy', args, async (asked, given = {}) => {
    const { call, options } = asked;
    refuseOptions(scope.plan, call, given, ['cursor', 'distinct']);
    const groups = readGroupPlan(scope.plan, call, given);
    if (groups === undefined) {
      await asked.ask('groupBy', given);
      // Prisma has refused it by now.
      throw unmergeable(call, 'by');
    }
    const answers = await asked.ask('groupBy', groups.asked);
    const rows = answers.flatMap(({ value }) => (Array.isArray(value) ? value.map(rowOf) : []));
    checkRows(call, rows.length, options.maxRows);
    return mergeGroups(compareScope(scope, asked, answers), groups, given, rows);
  });
}

const rowOf = (row: unknown): Fields => asFields(Object(row));
