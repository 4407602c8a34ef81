import { findShardsFor } from '../directory/find-shard.js';
import { mayWrite } from '../directory/kinds-of-methods.js';
import type { Strays } from '../directory/strays.js';
import { whenSettled, withoutStrays, writeWhenSettled } from '../directory/without-strays.js';
import type { Call } from '../errors/call.js';
import { badArguments } from '../errors/routing-errors.js';
import { noPartialAnswer } from '../errors/scatter-errors.js';
import { movedMeanwhile } from '../errors/write-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import { runOnShards, type ShardOutcome } from '../executor/run-on-shards.js';
import type { SqlRow, SqlStatement } from '../executor/sql-statement.js';
import { writtenCount } from '../merge/written-count.js';
import { guardCopies } from '../reference/guard/guard-writes.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import { readArguments } from '../router/read-once.js';
import { askShards } from './ask-shards.js';
import type { CallOptions } from './options/call-options.js';
import { takesPartial } from './options/takes-partial.js';
import type { ReadScope, ScatterScope } from './scatter-scope.js';

/** What one shard answered. */
export interface ShardAnswer {
  readonly shard: number;
  readonly value: unknown;
}

/** One thing to ask of one shard. */
export interface ShardQuestion {
  readonly shard: number;
  readonly method: ModelMethod;
  readonly args: Fields | undefined;
}

/** One call over several shards while it runs. */
export interface ScatterCall {
  /** As the user wrote it: `Order.onAllShards().findMany`. */
  readonly call: Call;
  /** Indexes of the shards that may have matching rows, in topology order; at least one. */
  readonly shards: readonly number[];
  readonly options: CallOptions;
  /**
   * Asks these shards the same thing, in parallel: their answers, in topology order. Reads are repeated
   * after errors that pass. Where the caller takes a partial answer, shards that fail are left out.
   *
   * @throws ShardgenError SG5002.
   */
  ask(method: ModelMethod, args: Fields | undefined): Promise<readonly ShardAnswer[]>;
  /**
   * The same for questions that differ; the answers are in their order.
   *
   * @throws ShardgenError SG5002.
   */
  askEach(questions: readonly ShardQuestion[]): Promise<readonly ShardAnswer[]>;
  /** The same, and every failure is an outcome: for writes, which may have happened on some shards. */
  attempt(questions: readonly ShardQuestion[]): Promise<readonly ShardOutcome[]>;
  /**
   * Runs a statement of shardgen's own on one shard. It has to be a read.
   *
   * @throws ShardgenError SG5002.
   */
  sql(shard: number, statement: SqlStatement): Promise<readonly SqlRow[]>;
  /** Ends the call for good: what runs is cancelled in the databases, and nothing more is asked. */
  cancel(reason: unknown): void;
}

/**
 * Runs a call over several shards. `given` are the arguments as they were when the call began, so that the
 * filter that chooses the shards is the one that they get, whatever its getters say. A read begins again
 * where keys were moved while it ran, a write never does. Who asked for a partial answer gets the `PartialAnswer` around `T`.
 *
 * @throws ShardgenError SG3006, SG3011, SG5002, SG5006, SG5011, and what `read` throws.
 */
export async function scatterCall<T>(
  scope: ScatterScope,
  method: string,
  args: unknown,
  read: (call: ScatterCall, given: Fields | undefined) => Promise<T>,
): Promise<T> {
  const { runtime, plan, chosen, options } = scope;
  const { call, given } = readCall(scope, method, args);
  const where = given === undefined ? undefined : ownValue(given, 'where');
  const choose = async () => among(await findShardsFor(runtime, plan, where, method), chosen);
  const run = (strays: Strays, shards: readonly number[]) => {
    const taskOf = ({ shard, method: asked, args: each }: ShardQuestion) => {
      const counted = withoutStrays(runtime.router.topology, plan, shard, strays, each);
      return { shard, operation: { model: plan.name, method: asked, args: counted } };
    };
    const askEach = async (questions: readonly ShardQuestion[]) => {
      const values = await askShards(runtime, call, questions.map(taskOf));
      return questions.map(({ shard }, i) => ({ shard, value: values[i] }));
    };
    return read(
      {
        call,
        shards,
        options,
        ask: (asked, each) =>
          askEach(shards.map((shard) => ({ shard, method: asked, args: each }))),
        askEach,
        attempt: (questions) => runOnShards(runtime.executor, questions.map(taskOf)),
        sql: (shard, statement) => runtime.executor.sql(shard, statement),
        cancel: () => undefined,
      },
      given,
    );
  };
  if (!mayWrite(method)) {
    return whenSettled(runtime, plan, call, async (strays) => run(strays, await choose()));
  }
  return writeWhenSettled(runtime, plan, call, {
    prepare: choose,
    write: run,
    overtaken: (answer, cause) => movedMeanwhile(call, writtenCount(answer), cause),
  });
}

/** What can be said of a call before any shard is asked. */
export interface GivenCall {
  readonly call: Call;
  /** As they are when the call begins. */
  readonly given: Fields | undefined;
}

/** @throws ShardgenError SG3010, SG3703, SG5011. */
export function readCall(
  { chosen, options, plan, runtime }: ReadScope,
  method: string,
  args: unknown,
): GivenCall {
  const asker = chosen === undefined ? 'onAllShards()' : 'onShards()';
  const call = { model: plan.name, method: `${asker}.${method}` };
  if (options.onFailure === 'partial' && !takesPartial(method)) throw noPartialAnswer(call);
  const given = readArguments(args);
  if (given !== undefined && !isFields(given)) throw badArguments(call, 'args', given);
  const { groups } = runtime.router.topology;
  const hasCopies = [...groups.values()].some(({ strategy }) => strategy === 'reference');
  if (given !== undefined && hasCopies) guardCopies(plan, call.method, given);
  return { call, given };
}

/** Those of both lists. One of the chosen is asked when none can have a row, so that Prisma refuses what it does not take. */
export function among(
  possible: readonly number[],
  chosen: readonly number[] | undefined,
): readonly number[] {
  if (chosen === undefined) return possible;
  const both = chosen.filter((shard) => possible.includes(shard));
  return both.length > 0 ? both : chosen.slice(0, 1);
}
