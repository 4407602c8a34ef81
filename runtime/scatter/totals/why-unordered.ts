import type { ScalarPlan } from '../../router/scalar-plan.js';
import { comparingOf } from '../order/orderable.js';

/** Why the values of a column cannot be compared as PostgreSQL does; undefined where they can. A clause. */
export function whyUnordered(kind: ScalarPlan['kind']): string | undefined {
  const comparing = comparingOf(kind);
  return comparing.by === 'nothing' ? `it ${comparing.reason}` : undefined;
}
