import { type Call, callName } from './call.js';
import { ShardgenError } from './shardgen-error.js';

export const EXECUTION_CODES = {
  SG5001: 'a shard cannot be reached',
  SG5002: 'a call over several shards failed on some of them',
  SG5004: 'a shard did not answer within the deadline of the call',
  SG5005: 'a call cannot be part of a batch transaction',
} as const;

/** A shard that did not do its part, and why. */
export interface ShardFailure {
  readonly shard: string;
  readonly cause: unknown;
}

/**
 * What was wrong with a shard: it could not be reached, it did not answer before the time of the call was
 * over, it was not asked since it failed again and again, or it refused what it was asked.
 */
export type ShardState = 'unreachable' | 'timed-out' | 'down' | 'failed';

/** A shard whose part of an answer is missing. */
export interface MissingShard extends ShardFailure {
  readonly state: ShardState;
}

/** The server of a shard did not answer, refused the connection, or dropped it. */
export class ShardUnreachableError extends ShardgenError {
  override readonly name = 'ShardUnreachableError';
  readonly shard: string;

  constructor(shard: string, server: string, call: Call, cause: unknown) {
    super({
      code: 'SG5001',
      message: `${callName(call)}: shard ${JSON.stringify(shard)} (${server}) cannot be reached: ${reasonOf(cause)}`,
      fix: 'Check that the server runs, accepts connections, and that the url of this shard is right. A write whose connection broke may have happened all the same: read the row before you repeat it.',
      cause,
    });
    this.shard = shard;
  }
}

/** A shard took longer than `deadlineMs`. What it was asked may have happened, or may still happen. */
export class ShardDeadlineError extends ShardgenError {
  override readonly name = 'ShardDeadlineError';
  readonly shard: string;
  readonly deadlineMs: number;

  constructor(shard: string, deadlineMs: number, call: Call) {
    super({
      code: 'SG5004',
      message: `${callName(call)}: shard ${JSON.stringify(shard)} did not answer within ${deadlineMs} ms`,
      fix: 'Check that the shard is reachable and not overloaded, or raise `deadlineMs`. A write may have happened all the same: read the row before you repeat it.',
    });
    this.shard = shard;
    this.deadlineMs = deadlineMs;
  }
}

/** What an explained failure says of its shard. */
export function stateOf(error: unknown): ShardState {
  // By name: there may be two copies of this package.
  const name = error instanceof Error ? error.name : '';
  if (name === 'ShardUnreachableError') return 'unreachable';
  if (name === 'ShardDownError') return 'down';
  return name === 'ShardDeadlineError' ? 'timed-out' : 'failed';
}

/** A batch is one transaction on one database. */
export function noBatch(call: Call): ShardgenError {
  return new ShardgenError({
    code: 'SG5005',
    message: `${callName(call)} cannot be part of a batch transaction: it asks more than one database, or asks one where to go.`,
    fix: 'Await the call on its own.',
  });
}

/** Some shards of a scatter failed; no rows are handed out, since they would be part of the answer. */
export class ScatterError extends ShardgenError {
  override readonly name = 'ScatterError';
  readonly failures: readonly MissingShard[];

  constructor(call: Call, failures: readonly MissingShard[], asked: number) {
    super({
      code: 'SG5002',
      message: `${callName(call)}: ${failures.length} of ${asked} shards failed:${listFailures(failures)}`,
      fix: 'See the causes. No rows were returned, since the answer would not be complete.',
      cause: causeOf(failures),
    });
    this.failures = failures;
  }
}

function listFailures(failures: readonly ShardFailure[]): string {
  return failures
    .map(({ shard, cause }) => `\n    - ${JSON.stringify(shard)}: ${reasonOf(cause)}`)
    .join('');
}

/** One failure is the cause itself, so that `error.cause.code` is what one looks for. */
export function causeOf(failures: readonly ShardFailure[]): unknown {
  return failures.length === 1
    ? failures[0]?.cause
    : new AggregateError(failures.map((failure) => failure.cause));
}

/** The last line of a message: Prisma puts the reason there, under a picture of the call. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const lines = (cause.message === '' ? innerMessages(cause) : cause.message).trim().split('\n');
  const own = cause instanceof ShardgenError ? lines[0] : lines.at(-1);
  return own === undefined || own === '' ? cause.name : own.trim();
}

/** Node reports a host with several addresses as an AggregateError without a message of its own. */
function innerMessages(cause: Error): string {
  if (!(cause instanceof AggregateError)) return '';
  return cause.errors
    .map((inner) => (inner instanceof Error ? inner.message : String(inner)))
    .join('; ');
}
