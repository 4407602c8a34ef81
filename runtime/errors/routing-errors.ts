import { type Call, callName } from './call.js';
import { describeKey, describeValue } from './describe-value.js';
import { suggestName } from './did-you-mean.js';
import { ShardgenError } from './shardgen-error.js';

export const ROUTING_CODES = {
  SG3001: 'a call does not give the shard key',
  SG3002: 'a shard-key value is null or not a value of its type',
  SG3003: 'a filter narrows the shard key without pinning it to one value',
  SG3004: 'a call gives two different shard keys',
  SG3005: 'an update would change the shard key',
  SG3006: 'where and create of an upsert name different shard keys',
  SG3007: 'a nested write would put or link a row of another shard key',
  SG3008: 'a nested write does not say the shard key of the row it touches',
  SG3010: 'the arguments of a call do not have the shape that routing needs',
  SG3011: 'an option cannot be merged over several shards',
  SG3012: 'a cursor points to a row of another shard key',
  SG3013: 'no region has the shard key of a call',
  SG3016: 'the function of a custom strategy throws',
  SG3017: 'the function of a custom strategy names no shard',
  SG3021: 'no range has the shard key of a call',
} as const;

/** Where in a call a shard key was looked for: its path, such as `where` or `data.user.connect`. */
export type KeyPlace = string;

/** Lists and counts can be had without a key, and say so by name; other calls cannot. */
function orEveryShard({ method }: Call): string {
  return method === 'findMany' || method === 'count'
    ? ', or ask every shard with onAllShards().'
    : '; without it only findMany() and count() are possible, by onAllShards().';
}

export function missingKey(call: Call, field: string, place: KeyPlace): ShardgenError {
  const onWrite = place.startsWith('data') || place.startsWith('create');
  return new ShardgenError({
    code: 'SG3001',
    message: `${callName(call)}: the shard key "${field}" of ${call.model} is missing in \`${place}\`.`,
    fix: onWrite
      ? `Give "${field}" a value in \`${place}\`.`
      : `Pin "${field}" by equality in \`${place}\`${orEveryShard(call)}`,
  });
}

export function illegalKey(
  call: Call,
  field: string,
  place: KeyPlace,
  value: unknown,
  legal: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3002',
    message: `${callName(call)}: the shard key "${field}" of ${call.model} in \`${place}\` is ${describeValue(value)}.`,
    fix: `Give ${legal}.`,
  });
}

export function unpinnedKey(
  call: Call,
  field: string,
  place: KeyPlace,
  found: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3003',
    message: `${callName(call)}: \`${place}\` must pin the shard key "${field}" of ${call.model} to one value, but ${found}.`,
    fix: `Use equality: \`${field}: value\` or \`${field}: { equals: value }\`${orEveryShard(call)}`,
  });
}

export function conflictingKeys(
  call: Call,
  field: string,
  first: { readonly place: KeyPlace; readonly value: unknown },
  second: { readonly place: KeyPlace; readonly value: unknown },
): ShardgenError {
  return new ShardgenError({
    code: 'SG3004',
    message: `${callName(call)}: the shard key "${field}" of ${call.model} is ${describeKey(first.value)} in \`${first.place}\` but ${describeKey(second.value)} in \`${second.place}\`.`,
    fix: 'Give one value; a row lives on one shard.',
  });
}

export function immutableKey(call: Call, model: string, path: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3005',
    message: `${callName(call)}: \`${path}\` would change the shard key of ${model}, which is immutable.`,
    fix: 'Leave it out of the update. To move a row, create it under its new key and delete the old one.',
  });
}

export function upsertKeysDiffer(
  call: Call,
  field: string,
  where: unknown,
  create: unknown,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3006',
    message: `${callName(call)}: the shard key "${field}" of ${call.model} is ${describeKey(where)} in \`where\` but ${describeKey(create)} in \`create\`.`,
    fix: 'Give the same shard key in `where` and `create`.',
  });
}

export function foreignNestedKey(
  call: Call,
  nested: { readonly model: string; readonly field: string; readonly path: string },
  given: unknown,
  expected: unknown,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3007',
    message: `${callName(call)}: \`${nested.path}\` names a row of ${nested.model} with shard key "${nested.field}" = ${describeKey(given)}, but this call writes to ${describeKey(expected)}.`,
    fix: 'Nested writes stay within one shard key. Write that row in a call of its own.',
  });
}

export function unknownNestedKey(
  call: Call,
  nested: { readonly model: string; readonly field: string; readonly path: string },
): ShardgenError {
  return new ShardgenError({
    code: 'SG3008',
    message: `${callName(call)}: \`${nested.path}\` does not say the shard key "${nested.field}" of the ${nested.model} row it touches.`,
    fix: `Add "${nested.field}" to \`${nested.path}\`, equal to the shard key of this call.`,
  });
}

export function badArguments(call: Call, path: string, value: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3010',
    message: `${callName(call)}: \`${path}\` must be an object, but is ${describeValue(value)}.`,
    fix: `Give \`${path}\` as an object that holds the shard key of ${call.model}.`,
  });
}

/** The same of a call that needs no shard key. */
export function badKeylessArguments(call: Call, value: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3010',
    message: `${callName(call)}: \`args\` must be an object, but is ${describeValue(value)}.`,
    fix: 'Give `args` as an object, such as `{ where: { ... } }`, or leave it out.',
  });
}

export function unmergeable(call: Call, option: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3011',
    message: `${callName(call)}: \`${option}\` cannot be merged over several shards yet.`,
    fix: 'Leave it out, pin the shard key, or ask one shard with onShard(name).',
  });
}

export function foreignCursor(
  call: Call,
  field: string,
  given: unknown,
  expected: unknown,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3012',
    message: `${callName(call)}: \`cursor\` points to a row of ${call.model} with shard key "${field}" = ${describeKey(given)}, but \`where\` pins ${describeKey(expected)}.`,
    fix: 'Use a cursor that has the shard key of `where`.',
  });
}

/** `near` is a value that some region has, and that the caller may have meant. */
export function noRegion(
  call: Call,
  group: string,
  key: Readonly<Record<string, unknown>>,
  near: string | undefined,
): ShardgenError {
  const hint = near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`;
  return new ShardgenError({
    code: 'SG3013',
    message: `${callName(call)}: no region of group ${group} has the shard key ${shownKey(key)}.${hint}`,
    fix: `Give the key of a region, add one to @@shard.geographic of ${group}, or name a shard for all others there: \`default: shard\`.`,
  });
}

/** `gap` says between which ranges the key is. */
export function noRange(
  call: Call,
  group: string,
  key: Readonly<Record<string, unknown>>,
  gap: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3021',
    message: `${callName(call)}: no range of group ${group} has the shard key ${shownKey(key)}: nobody has the keys ${gap}.`,
    fix: `Give the key of a range, add one to @@shard.range of ${group}, or name a shard for all others there: \`default: shard\`.`,
  });
}

export function strategyThrew(
  call: Call,
  group: string,
  key: Readonly<Record<string, unknown>>,
  cause: unknown,
): ShardgenError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ShardgenError({
    code: 'SG3016',
    message: `${callName(call)}: the strategy of group ${group} throws for the shard key ${shownKey(key)}: ${reason}`,
    fix: 'Let the function name a shard for every key that the program uses; its error is the cause of this one.',
    cause,
  });
}

export function strategyNamesNoShard(
  call: Call,
  group: { readonly name: string; readonly known: readonly string[] },
  key: Readonly<Record<string, unknown>>,
  answer: unknown,
): ShardgenError {
  const near = typeof answer === 'string' ? `${suggestName(answer, group.known)} ` : '';
  return new ShardgenError({
    code: 'SG3017',
    message: `${callName(call)}: the strategy of group ${group.name} names no shard for the shard key ${shownKey(key)}, but gives ${describeValue(answer)}.`,
    fix: `${near}Return the name of a shard, at once and not as a promise.`,
  });
}

function shownKey(key: Readonly<Record<string, unknown>>): string {
  return Object.entries(key)
    .map(([field, value]) => `"${field}" = ${describeKey(value)}`)
    .join(', ');
}
