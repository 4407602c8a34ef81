import { type Call, callName } from './call.js';
import { describeValue } from './describe-value.js';
import { suggestName } from './did-you-mean.js';
import { reasonOf } from './execution-errors.js';
import { ShardgenError } from './shardgen-error.js';

export const SCATTER_CODES = {
  SG5010:
    'onAllShards() or onShards() is given an option that it does not have, or a value that it does not take',
  SG5011: 'a call that cannot be part of an answer is asked for one',
  SG5012: 'too many questions to shards wait in this process',
  SG5013: 'a call over several shards needs more rows than it may hold',
  SG5014: 'a call over several shards receives more bytes than it may',
  SG5015: 'a shard is not asked, since it failed again and again',
  SG5016: 'a call over several shards did not end within its deadline',
} as const;

/** Who was given options: `Order.onAllShards()`. */
interface Asker {
  readonly model: string;
  readonly method: 'onAllShards' | 'onShards';
}

export function unknownScatterOption(
  asker: Asker,
  name: string,
  legal: readonly string[],
): ShardgenError {
  return new ShardgenError({
    code: 'SG5010',
    message: `${callName(asker)} has no option ${JSON.stringify(name)}.`,
    fix: suggestName(name, legal),
  });
}

/** Without a name it is the options themselves that are wrong. */
export function illegalScatterOption(
  asker: Asker,
  name: string | undefined,
  value: unknown,
  legal: string,
): ShardgenError {
  const what = name === undefined ? 'its options are' : `\`${name}\` is`;
  return new ShardgenError({
    code: 'SG5010',
    message: `${callName(asker)}: ${what} ${describeValue(value)}.`,
    fix: `Give ${legal}.`,
  });
}

export function noPartialAnswer(call: Call): ShardgenError {
  return new ShardgenError({
    code: 'SG5011',
    message: `${callName(call)} has no partial answer: \`onFailure: 'partial'\` is for reads whose answer comes as a whole.`,
    fix: "Leave out `onFailure`, or say 'fail'.",
  });
}

/** What keeps the questions to shards of one process in bounds. */
interface ProcessLimits {
  readonly processConcurrency: number;
  readonly queue: number;
}

export function overloaded(
  call: Call,
  { processConcurrency, queue }: ProcessLimits,
): ShardgenError {
  return new ShardgenError({
    code: 'SG5012',
    message: `${callName(call)}: ${processConcurrency} questions to shards run in this process and ${queue} wait, which is all that may.`,
    fix: 'Make fewer calls over several shards at the same time, or name the shard key in them. Or raise `scatter.processConcurrency` or `scatter.queue` of createShards(), where the shards can take more.',
  });
}

/** What is known of a shard that is not asked any more. */
export interface Downtime {
  readonly since: Date;
  /** The last error that it gave. */
  readonly cause: unknown;
  readonly nextProbe: Date;
}

/** A shard that failed again and again is not asked, until it has answered in the background. */
export class ShardDownError extends ShardgenError {
  override readonly name = 'ShardDownError';
  readonly shard: string;
  readonly since: Date;
  readonly nextProbe: Date;

  constructor(call: Call, shard: string, { cause, nextProbe, since }: Downtime) {
    super({
      code: 'SG5015',
      message: `${callName(call)}: shard ${JSON.stringify(shard)} is not asked: it is down since ${since.toISOString()}: ${reasonOf(cause)}`,
      fix: `Check the shard. It is asked again when two probes in a row have reached it; the next one is at ${nextProbe.toISOString()}.`,
      cause,
    });
    this.shard = shard;
    this.since = since;
    this.nextProbe = nextProbe;
  }
}

/** Of a call that waited for something else than a shard when its time was over. */
export function callTooLate(call: Call, deadlineMs: number): ShardgenError {
  return new ShardgenError({
    code: 'SG5016',
    message: `${callName(call)} did not end within ${deadlineMs} ms.`,
    fix: 'Check that the control database is reachable and the process not overloaded, or raise `deadlineMs`.',
  });
}

export function tooManyRows(call: Call, limit: number): ShardgenError {
  return new ShardgenError({
    code: 'SG5013',
    message: `${callName(call)} needs more than ${limit} rows, which is as many as one call may hold.`,
    fix: 'Read them in parts: `stream()` or `paginate()`. Or narrow `where`, say `take`, or raise `maxRows` of the call (`scatter.maxRows` of createShards() for all calls).',
  });
}

export function tooManyBytes(call: Call, limit: number): ShardgenError {
  return new ShardgenError({
    code: 'SG5014',
    message: `${callName(call)} received more than ${limit} bytes from the shards, which is as much as one call may.`,
    fix: 'Read the rows in parts: `stream()` or `paginate()`. Or select fewer fields, narrow `where`, say `take`, or raise `maxBytes` of the call (`scatter.maxBytes` of createShards() for all calls).',
  });
}
