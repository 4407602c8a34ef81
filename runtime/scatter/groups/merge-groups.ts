import { groupKey } from '../../merge/totals/group-key.js';
import type { Fields } from '../../router/fields.js';
import { type CompareScope, comparersFor } from '../totals/comparers.js';
import { answersOf } from '../totals/selected-totals.js';
import { totalValues } from '../totals/total-values.js';
import { equalTexts } from './equal-texts.js';
import { createGroup } from './group.js';
import type { GroupPlan } from './group-plan.js';
import { meetsAll } from './meets.js';
import { testsOf } from './read-having.js';
import { sortGroups } from './sort-groups.js';

/** What the shards have of one group. */
type Parts = readonly Fields[];

/**
 * Makes one group of those that are equal, and of all groups what the call asks for.
 *
 * @throws ShardgenError SG3043, SG3044, SG3049, SG3055, and what asking throws.
 */
export async function mergeGroups(
  scope: CompareScope,
  groups: GroupPlan,
  given: Fields,
  rows: readonly Fields[],
): Promise<unknown[]> {
  const parted = groups.whole ? rows.map((row) => [row]) : await partsOf(scope, groups, rows);
  const comparers = await comparersFor(
    scope,
    [
      { quantities: groups.used, rows },
      { quantities: groups.selected, rows: parted.filter((parts) => parts.length > 1).flat() },
    ],
    operandsOf(groups),
  );
  const merged = parted.map((parts) =>
    createGroup(parts, totalValues(scope.model, scope.call, parts, comparers), comparers),
  );
  const met = merged.filter((group) => meetsAll(groups.conditions, group));
  const sorted = sortGroups(met, groups.terms);
  const { skip, take } = groups.window ?? { skip: 0, take: undefined };
  const part = sorted.slice(skip, take === undefined ? undefined : skip + Math.abs(take));
  const answerOf = answersOf(given);
  return part.map(({ head, totals }) => ({
    ...answerOf(totals.handOut),
    ...Object.fromEntries(groups.by.map(({ name }) => [name, head[name]])),
  }));
}

function operandsOf({ conditions }: GroupPlan) {
  return testsOf(conditions).flatMap(({ comparisons, quantity: { field } }) =>
    comparisons.flatMap(({ operand }) =>
      (Array.isArray(operand) ? operand : [operand]).map((value) => ({ field, value })),
    ),
  );
}

/** In the order in which groups are met first. */
async function partsOf(
  scope: CompareScope,
  { by }: GroupPlan,
  rows: readonly Fields[],
): Promise<readonly Parts[]> {
  const stands = await Promise.all(
    by.map(async (scalar) => {
      const values = rows.map((row) => row[scalar.name]);
      return { name: scalar.name, stand: await equalTexts({ ...scope, scalar }, values) };
    }),
  );
  const groups = new Map<string, Fields[]>();
  for (const row of rows) {
    const key = groupKey(stands.map(({ name, stand }) => stand(row[name])));
    const parts = groups.get(key);
    if (parts === undefined) groups.set(key, [row]);
    else parts.push(row);
  }
  return [...groups.values()];
}
