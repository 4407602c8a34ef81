import { type Call, callName } from './call.js';
import { describeValue } from './describe-value.js';
import { ShardgenError } from './shardgen-error.js';

export const INDEX_CODES = {
  SG3601: 'a value of a global index is not a value of its type',
  SG3602: 'a write would change a global index in a way that cannot be reserved',
  SG3603: 'a value of a global index changed hands again and again',
  SG3604: 'a shard lacks the tables of global indexes',
  SG3605: 'a write to a global index runs under another isolation level than read committed',
} as const;

export function illegalIndexValue(
  call: Call,
  field: string,
  path: string,
  value: unknown,
  legal: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3601',
    message: `${callName(call)}: \`${path}.${field}\` is ${describeValue(value)}, and a global index finds rows by it.`,
    fix: `Give ${legal}.`,
  });
}

export function unreservable(call: Call, what: string, fix: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3602',
    message: `${callName(call)}: ${what}`,
    fix,
  });
}

export function contended(call: Call, index: string, attempts: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3603',
    message: `${callName(call)}: other writers took the same value of ${index} ${attempts} times in a row. Nothing was written.`,
    fix: 'Repeat the call.',
  });
}

export function noIndexTables(shard: string, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3604',
    message: `shard ${JSON.stringify(shard)} lacks the tables of global indexes (its schema "shardgen").`,
    fix: 'Run `npx shardgen index install`, which makes them on every shard.',
    cause,
  });
}

export function otherIsolation(call: Call, cause: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3605',
    message: `${callName(call)}: the write to a global index ran under another isolation level than read committed, under which a refused reservation could be overlooked. Nothing was written.`,
    fix: 'Leave `transactionOptions.isolationLevel` and the default_transaction_isolation of the shards at read committed.',
    cause,
  });
}
