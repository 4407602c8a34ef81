import { unmergeable } from '../errors/routing-errors.js';
import { asFields, type Fields } from '../router/fields.js';
import { checkRows } from './check-rows.js';
import type { PlannedCall, ReadPlan } from './explain/read-plan.js';
import { type GroupPlan, readGroupPlan } from './groups/group-plan.js';
import { groupSteps } from './groups/group-steps.js';
import { mergeGroups } from './groups/merge-groups.js';
import { plainOptions } from './groups/plain-options.js';
import { refuseOptions } from './refuse-options.js';
import { scatterCall } from './scatter-call.js';
import type { ScatterScope } from './scatter-scope.js';
import { compareScope } from './totals/comparers.js';
import { hiddenTotals } from './totals/selected-totals.js';

interface GroupByPlan extends ReadPlan {
  /** The arguments as Prisma reads them. */
  readonly given: Fields;
  /** Undefined where Prisma refuses the call. */
  readonly groups: GroupPlan | undefined;
}

export function planGroupBy({ call, plan }: PlannedCall, written: Fields | undefined): GroupByPlan {
  const given = plainOptions(call, written);
  refuseOptions(plan, call, given, ['cursor', 'distinct', 'select']);
  const groups = readGroupPlan(plan, call, given);
  return {
    asks: 'groupBy',
    args: groups?.asked ?? given,
    merge: groups === undefined ? [] : groupSteps(plan, groups),
    hiddenColumns: groups === undefined ? [] : hiddenTotals(given, groups.hidden),
    groups,
    given,
  };
}

/** The groups of all rows: those that several shards have a part of are put together first. */
export function groupBy(scope: ScatterScope, args: unknown): Promise<unknown[]> {
  return scatterCall(scope, 'groupBy', args, async (asked, written) => {
    const { call, options } = asked;
    const { args: each, asks, given, groups } = planGroupBy({ ...scope, call }, written);
    const answers = await asked.ask(asks, each);
    // Prisma has refused it by now.
    if (groups === undefined) throw unmergeable(call, 'by');
    const rows = answers.flatMap(({ value }) => (Array.isArray(value) ? value.map(rowOf) : []));
    checkRows(call, rows.length, options.maxRows);
    return mergeGroups(compareScope(scope, asked, answers), groups, given, rows);
  });
}

const rowOf = (row: unknown): Fields => asFields(Object(row));
