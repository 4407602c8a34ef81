import { findShardsFor } from '../directory/find-shard.js';
import { whenSettled, withoutStrays } from '../directory/without-strays.js';
import type { Call } from '../errors/call.js';
import { badArguments } from '../errors/routing-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import { guardCopies } from '../reference/guard/guard-writes.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import { readArguments } from '../router/read-once.js';
import { askShards } from './ask-shards.js';
import type { ScatterScope } from './scatter-scope.js';

/** What one shard answered. */
export interface ShardAnswer {
  readonly shard: number;
  readonly value: unknown;
}

/** One call over several shards while it runs. */
export interface ScatterCall {
  /** As the user wrote it: `Order.onAllShards().findMany`. */
  readonly call: Call;
  /** Indexes of the shards that may have matching rows, in topology order; at least one. */
  readonly shards: readonly number[];
  /**
   * Asks these shards the same thing, in parallel: their answers, in topology order.
   *
   * @throws ShardgenError SG5002.
   */
  ask(method: ModelMethod, args: Fields | undefined): Promise<readonly ShardAnswer[]>;
}

/**
 * Runs a read of several shards. `given` are the arguments as they were when the call began, so that the
 * filter that chooses the shards is the one that they get, whatever its getters say. The read begins again
 * where keys were moved while it ran.
 *
 * @throws ShardgenError SG3006, SG3011, SG5002, and what `read` throws.
 */
export async function scatterCall<T>(
  scope: ScatterScope,
  method: string,
  args: unknown,
  read: (call: ScatterCall, given: Fields | undefined) => Promise<T>,
): Promise<T> {
  const { runtime, plan, chosen } = scope;
  const asker = chosen === undefined ? 'onAllShards()' : 'onShards()';
  const call = { model: plan.name, method: `${asker}.${method}` };
  const given = readArguments(args);
  if (given !== undefined && !isFields(given)) throw badArguments(call, 'args', given);
  if (given !== undefined && runtime.references !== undefined) {
    guardCopies(plan, call.method, given);
  }
  const where = given === undefined ? undefined : ownValue(given, 'where');
  return whenSettled(runtime, plan, call, async (strays) => {
    const shards = among(await findShardsFor(runtime, plan, where, method), chosen);
    return read(
      {
        call,
        shards,
        async ask(asked, each) {
          const values = await askShards(
            runtime,
            call,
            shards.map((shard) => {
              const counted = withoutStrays(runtime.router.topology, plan, shard, strays, each);
              return { shard, operation: { model: plan.name, method: asked, args: counted } };
            }),
          );
          return shards.map((shard, i) => ({ shard, value: values[i] }));
        },
      },
      given,
    );
  });
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
