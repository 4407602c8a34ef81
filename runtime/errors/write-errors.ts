import { type Call, callName } from './call.js';
import { causeOf, reasonOf, type ShardFailure } from './execution-errors.js';
import { ShardgenError } from './shardgen-error.js';

export const WRITE_CODES = {
  SG3071: 'a write over several shards is given a limit',
  SG5003: 'a write over several shards succeeded on some of them only',
  SG5006: 'a write over several shards took so long that keys may have been moved meanwhile',
} as const;

/** A shard that did its part of a split write. */
export interface ShardWrite {
  readonly shard: string;
  /** Rows written there. */
  readonly count: number;
}

/** A shard that has not said that it did its part of a split write. */
export interface UnwrittenShard extends ShardFailure {
  /**
   * `failed`: nothing of it was written. `unknown`: the connection was lost, or the time was over, before the
   * shard had answered, so that its part may have been written.
   */
  readonly state: 'failed' | 'unknown';
}

/** A write that was split by shard failed on some shards, after others had committed theirs. */
export class PartialWriteError extends ShardgenError {
  override readonly name = 'PartialWriteError';
  readonly written: readonly ShardWrite[];
  readonly failures: readonly UnwrittenShard[];

  constructor(call: Call, written: readonly ShardWrite[], failures: readonly UnwrittenShard[]) {
    const isUnknown = failures.some(({ state }) => state === 'unknown');
    super({
      code: 'SG5003',
      message: `${callName(call)}: ${saysWritten(written)}. Failed:${listUnwritten(failures)}`,
      fix: `${fixOf(call)} \`written\` and \`failures\` of this error name the shards.${isUnknown ? ' Those of the state `unknown` may have written their part: look at their rows before you repeat it.' : ''}`,
      cause: causeOf(failures),
    });
    this.written = written;
    this.failures = failures;
  }
}

/** What was written stays written: each shard's part is a transaction of its own. */
function fixOf({ method }: Call): string {
  return method.startsWith('create')
    ? 'Repeat the call with the rows of the failed shards, or delete what was written.'
    : 'Repeat the call on the failed shards, by onShards([...]), when their causes are gone.';
}

function saysWritten(written: readonly ShardWrite[]): string {
  return written.length === 0
    ? 'no shard is known to have written its rows'
    : `rows were written on ${listWritten(written)}, but not everywhere`;
}

const listWritten = (written: readonly ShardWrite[]): string =>
  written
    .map(
      ({ shard, count }) => `${JSON.stringify(shard)} (${count} ${count === 1 ? 'row' : 'rows'})`,
    )
    .join(', ');

const listUnwritten = (failures: readonly UnwrittenShard[]): string =>
  failures
    .map(({ cause, shard, state }) => {
      const unknown = state === 'unknown' ? ', which may have written its part' : '';
      return `\n    - ${JSON.stringify(shard)}${unknown}: ${reasonOf(cause)}`;
    })
    .join('');

/** Which rows it changes would depend on the shards that come first. */
export function limitedWrite(call: Call): ShardgenError {
  return new ShardgenError({
    code: 'SG3071',
    message: `${callName(call)}: \`limit\` cannot hold for several shards together.`,
    fix: 'Leave it out, or pin the shard key in a call without onAllShards() or onShards().',
  });
}

/** Rows that were moved meanwhile may have been written before and after their move. */
export function movedMeanwhile(call: Call, count: number, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG5006',
    message: `${callName(call)} wrote ${count} rows, and took so long that keys may have been moved meanwhile: their rows may have been written twice.`,
    fix: 'Look at the rows of the moved keys (`npx shardgen directory list`). Narrow `where`, so that such a write takes seconds and not a minute.',
    cause,
  });
}
