import type { ModelPlan } from '../../router/model-plan.js';
import { comparingOf } from '../order/orderable.js';
import type { MergeOperator, MergeStep } from '../surface/scatter-plan.js';
import { isValueOfField, type Quantity, quantityName, type Total } from './quantity.js';

const OPERATORS: Readonly<Record<Total['total'], MergeOperator>> = {
  _count: 'sum',
  _sum: 'sum',
  _avg: 'average',
  _min: 'least',
  _max: 'greatest',
};

/** How totals are made of those of the shards. */
export function totalSteps(plan: ModelPlan, totals: readonly Total[]): readonly MergeStep[] {
  const operators = new Set(totals.map(({ total }) => OPERATORS[total]));
  const steps = [...operators].map((operator): MergeStep => {
    const own = totals.filter(({ total }) => OPERATORS[total] === operator);
    return { operator, totals: own.map(quantityName) };
  });
  return [...rankSteps(plan, totals), ...steps];
}

/** What a shard is asked so that values can be compared. */
export function rankSteps(plan: ModelPlan, compared: readonly Quantity[]): readonly MergeStep[] {
  const fields = new Set(compared.filter(isValueOfField).map(({ field }) => field));
  return [...fields].flatMap((name): MergeStep[] => {
    const scalar = plan.scalars.get(name);
    const { by } = scalar === undefined ? { by: 'nothing' } : comparingOf(scalar.kind);
    const field = `${plan.name}.${name}`;
    if (by === 'collation') return [{ operator: 'rank-text', field }];
    return by === 'enum' ? [{ operator: 'rank-enum', field }] : [];
  });
}
