import type { Executor } from '../../executor/executor.js';
import type { Operation } from '../../executor/operation.js';
import type { ModelPlan } from '../../router/model-plan.js';
import { readArguments } from '../../router/read-once.js';
import type { Router } from '../../router/router.js';
import { guardCopies } from './guard-writes.js';

/** The same executor, which sends nothing that `guardCopies` refuses: whatever sends it, and for whom. */
export function guardedExecutor(executor: Executor, router: Router): Executor {
  const guarded = modelsNearCopies(router.plans());
  function checked(operation: Operation): Operation {
    const plan = guarded.get(operation.model);
    if (plan === undefined) return operation;
    // Prisma gets what was looked at, whatever getters say the second time.
    const args = readArguments(operation.args);
    guardCopies(plan, operation.method, args);
    return { ...operation, args };
  }
  return {
    prepare: (shard, operation) => executor.prepare(shard, checked(operation)),
    supervise: async (shards, operation, supervisor) =>
      executor.supervise(shards, checked(operation), supervisor),
    relation: (work, name, args) => executor.relation(work, name, args),
    explain: (shard, call, error) => executor.explain(shard, call, error),
    sql: (shard, statement) => executor.sql(shard, statement),
    begin: (shard) => executor.begin(shard),
    schemaOf: (shard) => executor.schemaOf(shard),
    uniqueViolation: (model, fields) => executor.uniqueViolation(model, fields),
    fieldReferences: (model) => executor.fieldReferences(model),
    disconnect: () => executor.disconnect(),
  };
}

/** The models from which relations lead to a copy, over any number of steps: others need no look. */
function modelsNearCopies(plans: readonly ModelPlan[]): ReadonlyMap<string, ModelPlan> {
  const near = new Map<string, ModelPlan>();
  const add = (plan: ModelPlan): void => {
    if (near.has(plan.name)) return;
    near.set(plan.name, plan);
    // Each relation has two ends, so what leads to a copy is found from it.
    for (const { target } of plan.relations) add(target);
  };
  for (const plan of plans) if (plan.group.strategy === 'reference') add(plan);
  return near;
}
