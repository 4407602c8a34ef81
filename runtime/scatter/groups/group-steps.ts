import type { ModelPlan } from '../../router/model-plan.js';
import type { MergeStep } from '../surface/scatter-plan.js';
import { quantityName } from '../totals/quantity.js';
import { rankSteps, totalSteps } from '../totals/total-steps.js';
import type { GroupPlan } from './group-plan.js';

/** What is done with the groups of the shards, in order. */
export function groupSteps(plan: ModelPlan, groups: GroupPlan): readonly MergeStep[] {
  const { by, conditions, hidden, selected, terms, used, whole, window } = groups;
  const { skip, take } = window ?? { skip: 0, take: undefined };
  const totals = new Map([...selected, ...hidden].map((total) => [quantityName(total), total]));
  return [
    ...(whole
      ? [{ operator: 'concat' } as const, ...rankSteps(plan, used)]
      : [
          { operator: 'merge-groups', by: by.map(({ name }) => name) } as const,
          ...totalSteps(plan, [...totals.values()]),
        ]),
    ...(conditions.length === 0 ? [] : [{ operator: 'having' } as const]),
    ...(terms.length === 0
      ? []
      : [
          {
            operator: 'sort-groups',
            by: terms.map(({ quantity }) => quantityName(quantity)),
          } as const,
        ]),
    ...(skip === 0 ? [] : [{ operator: 'skip', rows: skip } as const]),
    ...(take === undefined ? [] : [{ operator: 'take', rows: Math.abs(take) } as const]),
    ...(hidden.length === 0 ? [] : [{ operator: 'strip' } as const]),
  ];
}
