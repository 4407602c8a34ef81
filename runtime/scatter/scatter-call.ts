import { findShardsFor } from '../directory/find-shard.js';
import { mayWrite } from '../directory/kinds-of-methods.js';
import type { Strays } from '../directory/strays.js';
import { whenSettled, withoutStrays, writeWhenSettled } from '../directory/without-strays.js';
import type { Call } from '../errors/call.js';
import type { MissingShard } from '../errors/execution-errors.js';
import { badKeylessArguments } from '../errors/routing-errors.js';
import { noPartialAnswer } from '../errors/scatter-errors.js';
import { movedMeanwhile } from '../errors/write-errors.js';
import type { ModelMethod } from '../executor/model-method.js';
import type { ShardOutcome } from '../executor/run-on-shards.js';
import type { SqlRow, SqlStatement } from '../executor/sql-statement.js';
import { writtenCount } from '../merge/written-count.js';
import { guardCopies } from '../reference/guard/guard-writes.js';
import { type Fields, isFields, ownValue } from '../router/fields.js';
import { readArguments } from '../router/read-once.js';
import type { CallOptions } from './options/call-options.js';
import { takesPartial } from './options/takes-partial.js';
import { ownValues } from './own-values.js';
import { runCall } from './questions/run-call.js';
import type { RunningCall, ShardAnswer } from './questions/running-call.js';
import { resultOf } from './result-of.js';
import type { ReadScope, ScatterScope } from './scatter-scope.js';

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
  /** The shards that failed, where the call goes on without them. */
  readonly missing: readonly MissingShard[];
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
 * where keys were moved while it ran, a write never does. Who asked for a partial answer gets a `ScatterResult`
 * around `T`.
 *
 * @throws ShardgenError SG3006, SG3011, SG5002, SG5006, SG5011, SG5012, SG5014, SG5016, the reason of
 * the signal, and what `read` throws.
 */
export async function scatterCall<T>(
  scope: ScatterScope,
  method: string,
  args: unknown,
  read: (call: ScatterCall, given: Fields | undefined) => Promise<T>,
): Promise<T> {
  return scatterRead(scope, method, readCall(scope, method, args), read);
}

/** The same for arguments that were read. */
export async function scatterRead<T>(
  scope: ScatterScope,
  method: string,
  { call, given }: GivenCall,
  read: (call: ScatterCall, given: Fields | undefined) => Promise<T>,
): Promise<T> {
  const { runtime, plan, chosen, options } = scope;
  const rows = rowsOfInterest(given);
  const choose = async () => among(await findShardsFor(runtime, plan, rows, method), chosen);
  const writes = mayWrite(method);
  const work = async (running: RunningCall, cancel: ScatterCall['cancel']): Promise<T> => {
    const run = (strays: Strays, possible: readonly number[]) =>
      read(
        questionsOf(scope, call, { running, strays, shards: running.about(possible), cancel }),
        given,
      );
    if (!writes) {
      return whenSettled(runtime, plan, call, async (strays) => run(strays, await choose()));
    }
    return writeWhenSettled(runtime, plan, call, {
      prepare: choose,
      write: run,
      overtaken: (answer, cause) => movedMeanwhile(call, writtenCount(answer), cause),
    });
  };
  let missing: readonly MissingShard[] = [];
  const answer = await runCall({
    runtime,
    call,
    options,
    writes,
    async work(running, cancel) {
      const found = await work(running, cancel);
      missing = running.missing;
      return found;
    },
  });
  if (options.onFailure === 'fail') return answer;
  // Sound: who asked for a partial answer knows that it is one.
  return resultOf(answer, missing) as T;
}

interface Parts extends Pick<ScatterCall, 'shards' | 'cancel'> {
  readonly running: RunningCall;
  readonly strays: Strays;
}

/** What a read asks its shards. */
function questionsOf(
  { runtime, plan, options }: ScatterScope,
  call: Call,
  { cancel, running, shards, strays }: Parts,
): ScatterCall {
  const taskOf = ({ shard, method, args }: ShardQuestion) => {
    const counted = withoutStrays(runtime.router.topology, plan, shard, strays, args);
    return { shard, operation: { model: plan.name, method, args: counted } };
  };
  const repeatable = (questions: readonly ShardQuestion[]) =>
    questions.every(({ method }) => !mayWrite(method));
  const askEach = (questions: readonly ShardQuestion[]) =>
    running.ask(questions.map(taskOf), repeatable(questions));
  return {
    call,
    shards,
    options,
    get missing() {
      return running.missing;
    },
    ask: (method, args) => askEach(shards.map((shard) => ({ shard, method, args }))),
    askEach,
    attempt: (questions) => running.attempt(questions.map(taskOf), repeatable(questions)),
    sql: (shard, statement) => running.sql(shard, statement),
    cancel,
  };
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
  if (given !== undefined && !isFields(given)) throw badKeylessArguments(call, given);
  const { groups } = runtime.router.topology;
  const hasCopies = [...groups.values()].some(({ strategy }) => strategy === 'reference');
  if (given !== undefined && hasCopies) guardCopies(plan, call.method, given);
  return { call, given: ownValues(given) };
}

/** A filter that matches all rows which a call has to see: a cursor may name one that its `where` leaves out. */
export function rowsOfInterest(given: Fields | undefined): unknown {
  if (given === undefined) return undefined;
  const where = ownValue(given, 'where');
  const cursor = ownValue(given, 'cursor');
  return cursor === undefined || where === undefined ? where : { OR: [where, cursor] };
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
