import { groupKey } from '../../merge/totals/group-key.js';
import type { Fields } from '../../router/fields.js';
import type { ScatterCall } from '../scatter-call.js';
import type { ScatterScope } from '../scatter-scope.js';
import { comparersFor } from '../totals/comparers.js';
import { handOutTotals } from '../totals/selected-totals.js';
import { totalValues } from '../totals/total-values.js';
import { createGroup } from './group.js';
import type { GroupPlan } from './group-plan.js';
import { meetsAll } from './meets.js';
import { testsOf } from './read-having.js';
import { sortGroups } from './sort-groups.js';

/** Makes one group of those that are equal, and of all groups what the call asks for. */
export async function mergeGroups(
  scope: ScatterScope,
  asked: ScatterCall,
  groups: GroupPlan,
  given: Fields,
  rows: readonly Fields[],
): Promise<unknown[]> {
  const { plan } = scope;
  const operands = testsOf(groups.conditions).flatMap(({ comparisons, quantity: { field } }) =>
    comparisons.flatMap(({ operand }) =>
      (Array.isArray(operand) ? operand : [operand]).map((value) => ({ field, value })),
    ),
  );
  const comparers = await comparersFor(scope, asked, groups.quantities, rows, operands);
  const merged = partsOf(groups, rows).map((parts) =>
    createGroup(parts, totalValues(plan, asked.call, parts, comparers), comparers),
  );
  const met = merged.filter((group) => meetsAll(groups.conditions, group));
  const sorted = sortGroups(met, groups.terms);
  const { skip, take } = groups.window ?? { skip: 0, take: undefined };
  const part = sorted.slice(skip, take === undefined ? undefined : skip + Math.abs(take));
  return part.map(({ head, totals }) => ({
    ...handOutTotals(given, totals.handOut),
    ...Object.fromEntries(groups.by.map(({ name }) => [name, head[name]])),
  }));
}

/** What the shards have of each group, in the order in which groups are met first. */
function partsOf({ by, whole }: GroupPlan, rows: readonly Fields[]): (readonly Fields[])[] {
  if (whole) return rows.map((row) => [row]);
  const groups = new Map<string, Fields[]>();
  for (const row of rows) {
    const key = groupKey(by.map(({ name }) => row[name]));
    const parts = groups.get(key);
    if (parts === undefined) groups.set(key, [row]);
    else parts.push(row);
  }
  return [...groups.values()];
}
