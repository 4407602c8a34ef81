import { ScatterError } from '../errors/execution-errors.js';
import { badArguments, unmergeable } from '../errors/routing-errors.js';
import { lazily } from '../executor/lazy-promise.js';
import { runOnShards } from '../executor/run-on-shards.js';
import { concatRows } from '../merge/concat-rows.js';
import { sumCounts } from '../merge/sum-counts.js';
import { isFields, ownValue } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { readArguments } from '../router/read-once.js';
import { holdsCursor } from './check-cursors.js';
import type { ShardRuntime } from './shard-runtime.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

/** The calls that go to every shard, but for those that cannot have a matching row. Their promises are lazy, as Prisma's are. */
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

/**
 * The answers of all shards that may have matching rows, in topology order; one missing answer is an
 * error.
 */
async function askAll(
  { executor, router }: ShardRuntime,
  plan: ModelPlan,
  method: 'count' | 'findMany',
  args: unknown,
): Promise<unknown[]> {
  const call = { model: plan.name, method: `onAllShards().${method}` };
  // The filter that chooses the shards is the one that they get, whatever its getters say.
  const given = readArguments(args);
  if (given !== undefined) {
    if (!isFields(given)) throw badArguments(call, 'args', given);
    const option = UNMERGED.find((name) => given[name] !== undefined);
    if (option !== undefined) throw unmergeable(call, option);
    if (holdsCursor(plan, given)) throw unmergeable(call, 'cursor');
  }
  const { shards } = router.topology;
  const asked = router.shardsFor(plan, given === undefined ? undefined : ownValue(given, 'where'));
  const operation = { model: plan.name, method, args: given };
  const outcomes = await runOnShards(
    executor,
    asked.map((shard) => ({ shard, operation })),
  );
  const failures = outcomes.flatMap((outcome) =>
    outcome.ok ? [] : [{ shard: shards[outcome.shard] ?? '', cause: outcome.error }],
  );
  if (failures.length > 0) throw new ScatterError(call, failures, asked.length);
  return outcomes.map((outcome) => (outcome.ok ? outcome.value : undefined));
}
