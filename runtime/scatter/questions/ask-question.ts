import type { Call } from '../../errors/call.js';
import { ShardDeadlineError, stateOf } from '../../errors/execution-errors.js';
import { overloaded, ShardDownError } from '../../errors/scatter-errors.js';
import { type CallScope, runInScope } from '../../executor/call-scope.js';
import type { ShardOutcome } from '../../executor/run-on-shards.js';
import { CALL_HAS_ENDED, sqlStateOf } from '../../executor/sql-state.js';
import { pauseBeforeRetry } from '../../running/pause-before-retry.js';
import { isTransient } from '../../running/transient-errors.js';
import { processTurns, type Turns } from '../../running/turns.js';
import type { ShardRuntime } from '../../shard-runtime.js';
import type { CallOptions } from '../options/call-options.js';
import { DEADLINE, ENDED, unlessEnded } from './ended.js';

/** How often somebody else's call may end that shared its statement with this one. */
const MOST_SHARED = 10;

/** Who asks. */
export interface Asker {
  readonly runtime: ShardRuntime;
  readonly call: Call;
  readonly options: CallOptions;
  readonly scope: CallScope;
  /** Of this call. */
  readonly turns: Turns;
}

/** One thing to ask of one shard. */
export interface Question {
  readonly shard: number;
  /** Whether it may be asked again when it is not known what became of it. */
  readonly repeatable: boolean;
  /** Asks once. */
  send(): PromiseLike<unknown>;
}

/**
 * Asks one shard, when it is its turn, again after errors that pass, and gives up when the call ends. Never
 * throws for what a shard did.
 *
 * @throws ShardgenError SG5012.
 */
export async function askQuestion(asker: Asker, question: Question): Promise<ShardOutcome> {
  const { call, options, runtime, scope, turns } = asker;
  const limits = { most: options.concurrency, queue: Number.POSITIVE_INFINITY };
  const turn = await turns.take(limits, scope, () => overloaded(call, runtime.running.settings));
  if (turn === 'ended') return endedOutcome(asker, question, 'unsent');
  try {
    return await askAgain(asker, question);
  } finally {
    turn();
  }
}

async function askAgain(asker: Asker, question: Question): Promise<ShardOutcome> {
  const { call, runtime, scope } = asker;
  const { clock, health, settings } = runtime.running;
  const { shard } = question;
  for (let attempt = 0; ; attempt++) {
    const downtime = health.downtime(shard);
    if (downtime !== undefined) {
      return { shard, ok: false, error: new ShardDownError(call, nameOf(asker, shard), downtime) };
    }
    const limits = { most: settings.processConcurrency, queue: settings.queue };
    const turn = await processTurns.take(limits, scope, () => overloaded(call, settings));
    if (turn === 'ended') return endedOutcome(asker, question, 'unsent');
    let outcome: ShardOutcome | typeof ENDED;
    try {
      outcome = await unlessEnded(scope, askOnce(asker, question));
    } finally {
      turn();
    }
    if (outcome === ENDED) {
      const ended = endedOutcome(asker, question, 'sent');
      // Who does not want an answer any more says nothing of the shard.
      if (scope.ended?.reason === DEADLINE) note(asker, ended);
      return ended;
    }
    const again =
      !outcome.ok &&
      question.repeatable &&
      ((attempt < settings.retries && isTransient(outcome.error)) ||
        (attempt < MOST_SHARED && sqlStateOf(outcome.error) === CALL_HAS_ENDED));
    if (!again) {
      note(asker, outcome);
      return outcome;
    }
    await pauseBeforeRetry(clock, attempt, scope);
    // What was wrong with the shard says more than that the time is over now.
    if (scope.ended !== undefined) {
      note(asker, outcome);
      return outcome;
    }
  }
}

async function askOnce(asker: Asker, { send, shard }: Question): Promise<ShardOutcome> {
  const { call, runtime, scope } = asker;
  try {
    return { shard, ok: true, value: await runInScope(scope, send) };
  } catch (error) {
    return { shard, ok: false, error: runtime.executor.explain(shard, call, error) };
  }
}

function endedOutcome(asker: Asker, { shard }: Question, givenUp: 'unsent' | 'sent'): ShardOutcome {
  const { call, options, scope } = asker;
  const reason = scope.ended?.reason;
  const late = () => new ShardDeadlineError(nameOf(asker, shard), options.deadlineMs ?? 0, call);
  return { shard, ok: false, error: reason === DEADLINE ? late() : reason, givenUp };
}

/** Tells what is known of the shard's health now. */
function note({ runtime }: Asker, outcome: ShardOutcome): void {
  const { health } = runtime.running;
  const { shard } = outcome;
  const error = outcome.ok ? undefined : outcome.error;
  const state = stateOf(error);
  if (state === 'unreachable' || state === 'timed-out') health.failed(shard, state, error);
  // An error of PostgreSQL is an answer too; a mistake that Prisma finds was not sent anywhere.
  else if (outcome.ok || sqlStateOf(error) !== undefined) health.answered(shard);
}

const nameOf = ({ runtime }: Asker, shard: number): string =>
  runtime.router.topology.shards[shard] ?? '';
