import { type Call, callName } from './call.js';
import { describeValue } from './describe-value.js';
import { ShardgenError } from './shardgen-error.js';

export const ORDER_CODES = {
  SG3041: 'rows of several shards cannot be put in order by a field',
  SG3042: 'an `orderBy` of a call over several shards does not say an order',
  SG3043: 'shards sort the texts of a column differently',
  SG3044: 'shards have the values of an enum in different orders',
  SG3045: 'a call over several shards chooses for itself what its order needs whole',
  SG3046: 'the row of a cursor is on several shards',
  SG3047: 'rows of several shards cannot be told apart by a field',
  SG3048: 'distinct rows cannot be read from a cursor on in an order',
  SG3040: 'a call over several shards does not say which of its rows it wants',
  SG3049: 'a shard has a value of an enum that its type does not have',
} as const;

const ONE_SHARD = 'pin the shard key, or ask one shard with onShard(name)';

/** `reason` is the end of a sentence: `is Json, which ...`. */
export function unorderable(call: Call, place: string, reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3041',
    message: `${callName(call)}: rows of several shards cannot be put in order by \`${place}\`: it ${reason}.`,
    fix: `Order by other fields, ${ONE_SHARD}.`,
  });
}

export function noOrder(call: Call, place: string, found: unknown, legal: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3042',
    message: `${callName(call)}: \`${place}\` is ${describeValue(found)}, which does not say an order.`,
    fix: `Give ${legal}.`,
  });
}

export function collationsDiffer(
  call: Call,
  column: string,
  one: { readonly shard: string; readonly collation: string },
  other: { readonly shard: string; readonly collation: string },
): ShardgenError {
  return new ShardgenError({
    code: 'SG3043',
    message: `${callName(call)}: ${column} is sorted by ${one.collation} on ${one.shard}, but by ${other.collation} on ${other.shard}: there is no order of the rows of both.`,
    fix: `Give the column the same collation on all shards (ALTER TABLE ... ALTER COLUMN ... TYPE text COLLATE "C", for example), of the same version: the same PostgreSQL, ICU and operating system. Or ${ONE_SHARD}.`,
  });
}

export function enumsDiffer(
  call: Call,
  column: string,
  one: { readonly shard: string; readonly values: readonly string[] },
  other: { readonly shard: string; readonly values: readonly string[] },
): ShardgenError {
  return new ShardgenError({
    code: 'SG3044',
    message: `${callName(call)}: the enum of ${column} has the order ${one.values.join(', ')} on ${one.shard}, but ${other.values.join(', ')} on ${other.shard}.`,
    fix: `PostgreSQL sorts by the order in which the values of an enum were added: make the enum anew on one of the shards, with the order of the other. Or ${ONE_SHARD}.`,
  });
}

export function hiddenColumnTaken(call: Call, place: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3045',
    message: `${callName(call)}: \`${place}\` reads only what a filter of its own matches, but \`orderBy\` needs all of it, and both have the same name.`,
    fix: `Leave the filter out, order by something else, or ${ONE_SHARD}.`,
  });
}

export function cursorOnSeveralShards(call: Call, shards: readonly string[]): ShardgenError {
  return new ShardgenError({
    code: 'SG3046',
    message: `${callName(call)}: ${shards.join(' and ')} each have a row that \`cursor\` names.`,
    fix: 'Name the row by fields that hold the shard key too, and find out how a unique value came to be on two shards.',
  });
}

export function indistinct(call: Call, field: string, reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3047',
    message: `${callName(call)}: rows of several shards cannot be told apart by \`${field}\`: it ${reason}.`,
    fix: `Leave it out of \`distinct\`, ${ONE_SHARD}.`,
  });
}

export function noDistinctCursor(call: Call, place: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3048',
    message: `${callName(call)}: \`distinct\` and \`cursor\` together cannot be answered over several shards in an order by \`${place}\`.`,
    fix: `Order by other fields, leave one of the two out, or ${ONE_SHARD}.`,
  });
}

export function unknownEnumValue(call: Call, column: string, value: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3049',
    message: `${callName(call)}: a row has ${JSON.stringify(value)} in ${column}, which is no value of its enum on every shard that was asked.`,
    fix: 'Bring the schema of all shards up to date, and run `npx prisma generate` and `npx shardgen generate`.',
  });
}

export function noPage(call: Call, name: string, found: unknown, legal: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3040',
    message: `${callName(call)}: \`${name}\` is ${describeValue(found)}.`,
    fix: `Give ${legal}.`,
  });
}
