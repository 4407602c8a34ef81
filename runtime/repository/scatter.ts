import { ScatterError } from '../errors/execution-errors.js';
import { badArguments, unmergeable } from '../errors/routing-errors.js';
import { lazily } from '../executor/lazy-promise.js';
import { runOnShards } from '../executor/run-on-shards.js';
import { concatRows } from '../merge/concat-rows.js';
import { sumCounts } from '../merge/sum-counts.js';
import { isFields } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { holdsCursor } from './check-cursors.js';
import type { ShardRuntime } from './shard-runtime.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

/** The calls that go to every shard. Their promises are lazy, as Prisma's are. */
export interface ScatteredReads {
  /** Sum over all shards. */
  count(args?: unknown): Promise<unknown>;
  /** Rows of all shards, in topology order. */
  findMany(args?: unknown): Promise<unknown>;
}

export function createScatteredReads(runtime: ShardRuntime, plan: ModelPlan): ScatteredReads {
  return Object.freeze({
    count: (args?: unknown) =>
      lazily(async () => sumCounts(await askAll(runtime, plan, 'count', args))),
    findMany: (args?: unknown) =>
      lazily(async () => concatRows(await askAll(runtime, plan, 'findMany', args))),
  });
}

/** The answers of all shards, in topology order; one missing answer is an error. */
async function askAll(
  { executor, router }: ShardRuntime,
  plan: ModelPlan,
  method: 'count' | 'findMany',
  args: unknown,
): Promise<unknown[]> {
  const call = { model: plan.name, method: `onAllShards().${method}` };
  if (args !== undefined) {
    if (!isFields(args)) throw badArguments(call, 'args', args);
    const option = UNMERGED.find((name) => args[name] !== undefined);
    if (option !== undefined) throw unmergeable(call, option);
    if (holdsCursor(plan, args)) throw unmergeable(call, 'cursor');
  }
  const { shards } = router.topology;
  const operation = { model: plan.name, method, args };
  const outcomes = await runOnShards(
    executor,
    shards.map((_, shard) => ({ shard, operation })),
  );
  const failures = outcomes.flatMap((outcome) =>
    outcome.ok ? [] : [{ shard: shards[outcome.shard] ?? '', cause: outcome.error }],
  );
  if (failures.length > 0) throw new ScatterError(call, failures, shards.length);
  return outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined));
}
