import { type Call, callName } from './call.js';
import { reasonOf, type ShardFailure } from './execution-errors.js';
import { ShardgenError } from './shardgen-error.js';

export const REFERENCE_CODES = {
  SG3701: 'a call would ask one shard for rows that are on several, through a reference model',
  SG3702: 'a nested write would change one copy of a row that every shard has',
  SG3703: 'a write of copies says a limit, which would choose other rows on each shard',
  SG3704: 'no shard that has a copy can be reached',
  SG3705: 'a shard lacks the tables of reference models',
  SG3706: 'a shard does not allow the prepared transactions that a write of copies needs',
  SG3707: 'the copies of a reference model differ',
  SG3708: 'other writes of reference models took too long',
  SG3709: 'it is not known whether a write of copies has happened',
  SG3710: 'a shard has no table of a reference model, or one with other columns',
  SG3711: 'a write of copies was left unfinished by a shard that is not known',
  SG3712: 'a shard refused a step of a write of copies',
  SG3713: 'a write of copies cannot be repeated on a shard whose tables are in another schema',
  SG3714: 'a write of copies was ended before it was done',
} as const;

/** `path` leads from a copy to rows that are not copied. */
export function readsElsewhere(
  call: Call,
  path: string,
  { model, relation, target, delegate }: CrossedRelation,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3701',
    message: `${callName(call)}: \`${path}\` asks for the ${target} rows of a ${model}. ${model} is on every shard, but ${target} is not: one shard would answer for its own rows only.`,
    fix: `Ask for ${target} rows with a call of their own, \`db.${delegate}\`, by the field that names the ${model}, not through \`${relation}\`.`,
  });
}

/** A relation from a reference model to one that is not. */
export interface CrossedRelation {
  readonly model: string;
  readonly relation: string;
  readonly target: string;
  /** The property of the client for the target. */
  readonly delegate: string;
}

export function writesOneCopy(
  call: Call,
  path: string,
  { name, delegate }: { readonly name: string; readonly delegate: string },
): ShardgenError {
  return new ShardgenError({
    code: 'SG3702',
    message: `${callName(call)}: \`${path}\` would change a ${name} on one shard, and every shard has a copy of it.`,
    fix: `Write the ${name} with \`db.${delegate}\`, and \`connect\` it here.`,
  });
}

export function limitedCopies(call: Call): ShardgenError {
  return new ShardgenError({
    code: 'SG3703',
    message: `${callName(call)}: with \`limit\` each shard would choose rows for itself, not the same ones.`,
    fix: 'Leave out `limit`, and name the rows in `where`.',
  });
}

/** Every shard that was asked could not be reached. */
export class CopiesUnreachableError extends ShardgenError {
  override readonly name = 'CopiesUnreachableError';
  readonly failures: readonly ShardFailure[];

  constructor(call: Call, failures: readonly ShardFailure[]) {
    const list = failures.map(
      ({ shard, cause }) => `\n    - ${JSON.stringify(shard)}: ${reasonOf(cause)}`,
    );
    super({
      code: 'SG3704',
      message: `${callName(call)}: none of the ${failures.length} shards that have a copy can be read:${list.join('')}`,
      fix: 'Check that the servers run and accept connections, and that the urls of the shards are right.',
      cause: failures[0]?.cause,
    });
    this.failures = failures;
  }
}

/** What is said of a shard whose last write is not finished there. */
export const COPY_IS_BEHIND = 'its copy waits for a write to be finished there';

export function noReferenceTables(shard: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3705',
    message: `shard ${JSON.stringify(shard)} lacks the tables of reference models (its schema "shardgen"). Nothing was written.`,
    fix: 'Run `npx shardgen reference install`, which makes them on every shard.',
    cause,
  });
}

export function noPreparedTransactions(shard: string, cause?: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3706',
    message: `shard ${JSON.stringify(shard)} ${cause === undefined ? 'has max_prepared_transactions = 0' : `cannot prepare a transaction (${reasonOf(cause)})`}, and a write of a reference model has to happen on all shards or on none. Nothing was written.`,
    fix: 'Set max_prepared_transactions of the server to 20 or more, and restart it. A pooler between has to let prepared transactions through.',
    cause,
  });
}

/** The statement did one thing on one shard, and another on another. */
export function copiesDiffer(call: Call, leader: string, shard: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3707',
    message: `${callName(call)}: the write changed other rows on shard ${JSON.stringify(shard)} than on ${JSON.stringify(leader)}, so the copies differ. Nothing was written.`,
    fix: 'Run `npx shardgen reference check` to see what differs, and `npx shardgen reference repair` to make the copies equal.',
  });
}

export function writersBusy(seconds: number, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3708',
    message: `one write of reference models happens at a time, and others took longer than ${seconds} seconds. Nothing was written.`,
    fix: 'Repeat the call. See in pg_locks of the leading shard who holds the advisory lock.',
    cause,
  });
}

export function outcomeUnknown(call: Call, id: string, leader: string, cause: unknown) {
  return new ShardgenError({
    code: 'SG3709',
    message: `${callName(call)}: the connection to shard ${JSON.stringify(leader)} broke while it was deciding the write ${id}, and the shard cannot be asked: ${reasonOf(cause)}`,
    fix: 'When the shard is back, the next write of a reference model, or `npx shardgen reference check`, finishes this one everywhere or nowhere. Read the rows before you repeat the call.',
    cause,
  });
}

/** Of a statement that is not the caller's own. */
export function stepRefused(call: Call, shard: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3712',
    message: `${callName(call)}: shard ${JSON.stringify(shard)} refused a step of the write: ${reasonOf(cause)}. Nothing was written.`,
    fix: 'See the cause, which is an error of the database; a constraint that is checked at the end of a transaction is one. Then repeat the call.',
    cause,
  });
}

/** Each place is a shard, and the schema that its adapter says. */
export function otherSchema(
  call: Call,
  [leader, own]: readonly [string, string],
  [shard, theirs]: readonly [string, string],
): ShardgenError {
  return new ShardgenError({
    code: 'SG3713',
    message: `${callName(call)}: shard ${JSON.stringify(leader)} has its tables in the schema ${JSON.stringify(own)}, shard ${JSON.stringify(shard)} in ${JSON.stringify(theirs)}, and a write of a reference model runs the same statements on both. Nothing was written.`,
    fix: 'Give every shard a database of its own, and let its `adapter` name the same schema on all of them.',
  });
}

export function outOfTime(call: Call, shard: string, ms: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3714',
    message: `${callName(call)}: the write was ended before it was done, after ${ms / 1000} seconds or by $disconnect(), while it waited for shard ${JSON.stringify(shard)}. Nothing was written.`,
    fix: 'See in pg_locks of that shard what holds rows of the model, and write fewer rows with one call.',
  });
}

export function otherColumns(
  table: string,
  shard: string,
  { missing, extra }: { readonly missing: readonly string[]; readonly extra: readonly string[] },
): ShardgenError {
  const parts = [
    ...(missing.length === 0 ? [] : [`lacks ${missing.join(', ')}`]),
    ...(extra.length === 0 ? [] : [`has ${extra.join(', ')} besides`]),
  ];
  return new ShardgenError({
    code: 'SG3710',
    message: `the table ${table} of shard ${JSON.stringify(shard)} ${parts.join(' and ')}, so its rows cannot be compared with those of other shards.`,
    fix: 'Run your migrations on every shard.',
  });
}

export function noCopiedTable(table: string, shard: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3710',
    message: `shard ${JSON.stringify(shard)} has no table ${table}.`,
    fix: 'Run your migrations on every shard.',
  });
}

export function unknownLeader(shard: string, id: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3711',
    message: `shard ${JSON.stringify(shard)} holds the prepared transaction ${JSON.stringify(id)}, and the shard that decides about it is not one of this program.`,
    fix: 'Run a write or `npx shardgen reference check` with a config that has that shard. If it is gone for good, end the transaction by hand with ROLLBACK PREPARED, then run `npx shardgen reference repair`.',
  });
}
