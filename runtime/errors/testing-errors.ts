import { describeValue } from './describe-value.js';
import { listNames, suggestName } from './did-you-mean.js';
import { ShardgenError } from './shardgen-error.js';

export const TESTING_CODES = {
  SG7001: 'a number of virtual shards is not a whole number above zero',
  SG7002: 'there is no virtual shard of this name',
  SG7003: 'the list of virtual shards is empty, or names one twice',
  SG7004: 'virtual shards are asked for inside withVirtualShards()',
  SG7005: 'the body of withVirtualShards() did not settle in time',
  SG7006: 'the client that createShards() made is not over the virtual shards',
  SG7007: 'an expectation about queries does not hold',
  SG7008: 'the value is not the client of virtual shards',
  SG7009: 'virtual shards are used before their start or after their end',
  SG7010: 'an option of the testing kit has an illegal value',
  SG7011: 'time is advanced, but it is the real time',
  SG7012: 'there is no fail point of this name or number',
  SG7013: 'a test ended a call at a fail point',
  SG7014: 'a function failed under random faults',
  SG7015: 'the schema of the testing kit cannot be read',
} as const;

export function shardCountIllegal(given: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG7001',
    message: `${describeValue(given)} is no number of virtual shards.`,
    fix: 'Give a whole number above zero, or the names: withVirtualShards({ shards: [...] }, ...).',
  });
}

export function noSuchVirtualShard(given: string, names: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG7002',
    message: `There is no virtual shard ${JSON.stringify(String(given))}.`,
    fix: suggestName(String(given), names),
  });
}

export function shardNamesIllegal(what: string): ShardgenError {
  return new ShardgenError({
    code: 'SG7003',
    message: `The list of virtual shards ${what}.`,
    fix: 'Name each shard once, at least one, or give a number.',
  });
}

export function nestedVirtualShards(): ShardgenError {
  return new ShardgenError({
    code: 'SG7004',
    message: 'Virtual shards are started inside the body of withVirtualShards().',
    fix: 'Ask for all shards in the outer call; two sets side by side need two calls, one after the other or in Promise.all().',
  });
}

export function bodyDidNotSettle(ms: number, happened: string): ShardgenError {
  return new ShardgenError({
    code: 'SG7005',
    message: `The body of withVirtualShards() did not settle within ${ms} ms.\n${happened}`,
    fix: 'Await every call, restore partitioned shards, or raise `timeoutMs`. The virtual shards are gone now; what the body still does fails.',
  });
}

export function clientNotVirtual(why: string): ShardgenError {
  return new ShardgenError({
    code: 'SG7006',
    message: `createShards() did not make a client over the virtual shards: ${why}.`,
    fix: 'Give the generated createShards itself, or a function that passes its options on: (options) => createShards({ ...options, ... }).',
  });
}

/** An `assert...` of the testing kit failed. */
export class QueryAssertionError extends ShardgenError {
  override readonly name = 'QueryAssertionError';

  constructor(expected: string, actual: string, table: string) {
    super({
      code: 'SG7007',
      message: `expected ${expected}, but ${actual}. What did happen:\n${table}`,
      fix: 'Change the call, or the expectation.',
    });
  }
}

export function notVirtualClient(given: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG7008',
    message: `${describeValue(given)} is not the client of virtual shards.`,
    fix: 'Give the `db` of withVirtualShards(), startVirtualShards() or useVirtualShards().',
  });
}

export function virtualShardsNotRunning(when: 'before' | 'after'): ShardgenError {
  return new ShardgenError({
    code: 'SG7009',
    message:
      when === 'before'
        ? 'The virtual shards are not started yet.'
        : 'The virtual shards are stopped already.',
    fix:
      when === 'before'
        ? 'Use them inside tests and hooks; useVirtualShards() starts them in beforeAll.'
        : 'Await everything before the body returns or `stop()` is called.',
  });
}

export function testingOptionIllegal(name: string, given: unknown, legal: string): ShardgenError {
  return new ShardgenError({
    code: 'SG7010',
    message: `\`${name}\` is ${describeValue(given)}.`,
    fix: `Give ${legal}.`,
  });
}

export function testingOptionUnknown(name: string, legal: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG7010',
    message: `There is no option ${JSON.stringify(name)} of virtual shards.`,
    fix: suggestName(name, legal),
  });
}

/** Names the options only: a url may hold a password. */
export function testingOptionsConflict(one: string, other: string, why: string): ShardgenError {
  return new ShardgenError({
    code: 'SG7010',
    message: `\`${one}\` and \`${other}\` exclude each other: ${why}.`,
    fix: 'Give one of them. An option of the call comes before the kit’s, and that before the environment.',
  });
}

export function timeIsReal(): ShardgenError {
  return new ShardgenError({
    code: 'SG7011',
    message: 'clock.advance() was called, but these virtual shards use the real time.',
    fix: "Start them with { time: 'fake' }.",
  });
}

export function noSuchFailPoint(
  of: string,
  number: number,
  known: readonly string[],
): ShardgenError {
  const names = [...new Set(known.map((point) => point.split(':')[0] ?? ''))];
  return new ShardgenError({
    code: 'SG7012',
    message: `There is no fail point ${of}:${number}.`,
    fix: names.includes(of) ? `Fail points: ${listNames(known)}.` : suggestName(of, names),
  });
}

export function endedAtFailPoint(point: string, title: string): ShardgenError {
  return new ShardgenError({
    code: 'SG7013',
    message: `The test ended the call at fail point ${point} (${title}).`,
    fix: 'Nothing: this is what the test asked for.',
  });
}

/** A function failed under `withRandomFaults`; `cause` is its own error. */
export class RandomFaultsError extends ShardgenError {
  override readonly name = 'RandomFaultsError';
  readonly seed: number;

  constructor(seed: number, injected: string, cause: unknown) {
    super({
      code: 'SG7014',
      message: `failed under random faults with seed ${seed}: ${reasonOfFailure(cause)}\n  Injected:\n${injected}`,
      fix: `Run it again with this seed: withRandomFaults(${seed}, ...), or SHARDGEN_SEED=${seed} where the test uses randomSeed().`,
      cause,
    });
    this.seed = seed;
  }
}

/** Our own errors go on with a fix, which is not one for this failure. */
function reasonOfFailure(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause instanceof ShardgenError ? (cause.message.split('\n')[0] ?? '') : cause.message;
}

export function schemaUnreadable(path: string, why: string, cause?: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG7015',
    message: `The schema ${path} cannot be read: ${why}.`,
    fix: "Give createTestingKit() the path of the .prisma file, or of the folder that holds them: { schema: 'prisma' }.",
    cause,
  });
}
