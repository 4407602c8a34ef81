import type { Call } from '../../errors/call.js';
import { isFields } from '../../router/fields.js';
import type { ModelPlan, RelationPlan } from '../../router/model-plan.js';
import { createReadGuard } from './guard-reads.js';

/**
 * The same of a relation that is asked from a row: `db.order.findUnique(...).country().orders()`. `owner` is
 * the model that has it.
 *
 * @throws ShardgenError SG3701.
 */
export function guardStep(
  call: Call,
  owner: ModelPlan,
  relation: RelationPlan,
  args: unknown,
): void {
  const reads = createReadGuard(call);
  reads.relation(owner, relation, relation.name);
  if (isFields(args)) reads.options(relation.target, args, relation.name);
}
