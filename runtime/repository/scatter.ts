import { whenSettled, withoutStrays } from '../directory/without-strays.js';
import { badArguments, unmergeable } from '../errors/routing-errors.js';
import { lazily } from '../executor/lazy-promise.js';
import { concatRows } from '../merge/concat-rows.js';
import { sumCounts } from '../merge/sum-counts.js';
import { isFields, ownValue } from '../router/fields.js';
import type { ModelPlan } from '../router/model-plan.js';
import { readArguments } from '../router/read-once.js';
import { askShards } from './ask-shards.js';
import { holdsCursor } from './check-cursors.js';
import type { ShardRuntime } from './shard-runtime.js';

/** What only means something over all rows at once, and is not merged yet. */
const UNMERGED = ['orderBy', 'take', 'skip', 'cursor', 'distinct'];

/**
 * The calls that go to several shards, but for those that cannot have a matching row. Their promises are
 * lazy, as Prisma's are.
 */
export interface ScatteredReads {
  /** Sum over the shards. */
  count(args?: unknown): Promise<unknown>;
  /** Rows of the shards, in topology order. */
  findMany(args?: unknown): Promise<unknown>;
}

/** Of all shards, or of those that were `chosen`: indexes in topology order, at least one. */
export function createScatteredReads(
  runtime: ShardRuntime,
  plan: ModelPlan,
  chosen?: readonly number[],
): ScatteredReads {
  const ask = (method: 'count' | 'findMany', args: unknown) =>
    askEach(runtime, plan, method, args, chosen);
  return Object.freeze({
    count: (args?: unknown) => lazily(async () => sumCounts(await ask('count', args))),
    findMany: (args?: unknown) => lazily(async () => concatRows(await ask('findMany', args))),
  });
}

/** The answers of the shards that may have matching rows, in topology order. */
async function askEach(
  runtime: ShardRuntime,
  plan: ModelPlan,
  method: 'count' | 'findMany',
  args: unknown,
  chosen: readonly number[] | undefined,
): Promise<unknown[]> {
  const asker = chosen === undefined ? 'onAllShards()' : 'onShards()';
  const call = { model: plan.name, method: `${asker}.${method}` };
  // The filter that chooses the shards is the one that they get, whatever its getters say.
  const given = readArguments(args);
  if (given !== undefined) {
    if (!isFields(given)) throw badArguments(call, 'args', given);
    const option = UNMERGED.find((name) => given[name] !== undefined);
    if (option !== undefined) throw unmergeable(call, option);
    if (holdsCursor(plan, given)) throw unmergeable(call, 'cursor');
  }
  const where = given === undefined ? undefined : ownValue(given, 'where');
  const asked = among(runtime.router.shardsFor(plan, where), chosen);
  return whenSettled(runtime, plan, call, (strays) =>
    askShards(
      runtime,
      call,
      asked.map((shard) => {
        const counted = withoutStrays(runtime.router.topology, plan, shard, strays, given);
        return { shard, operation: { model: plan.name, method, args: counted } };
      }),
    ),
  );
}

/** Those of both lists. One of the chosen is asked when none can have a row, so that Prisma refuses what it does not take. */
function among(
  possible: readonly number[],
  chosen: readonly number[] | undefined,
): readonly number[] {
  if (chosen === undefined) return possible;
  const both = chosen.filter((shard) => possible.includes(shard));
  return both.length > 0 ? both : chosen.slice(0, 1);
}
