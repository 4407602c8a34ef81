import { type Call, callName } from './call.js';
import { describeValue } from './describe-value.js';
import { suggestName } from './did-you-mean.js';
import { ShardgenError } from './shardgen-error.js';

export const PAGE_CODES = {
  SG3061: 'the cursor of a page is no whole cursor of paginate()',
  SG3062: 'the cursor of a page was made for another order',
  SG3063: 'the cursor of a page was changed, or signed with another secret',
  SG3064: 'the cursor of a page was made by a newer version',
  SG3065: 'a row has values that are too long for a cursor',
  SG3066: 'rows cannot be read page by page in an order',
  SG3067: 'an argument of paginate() or stream() is not one that it takes',
  SG3068: 'explain() is asked for a method that it cannot explain',
} as const;

const AGAIN = 'Give the `endCursor` of the page before, or nothing for the first page.';

/** `reason` says in which way, as the end of a sentence: `is ...`. */
export function noCursor(call: Call, reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3061',
    message: `${callName(call)}: \`after\` ${reason}.`,
    fix: AGAIN,
  });
}

export function noCursorText(call: Call, value: unknown): ShardgenError {
  return noCursor(call, `must be a cursor, but is ${describeValue(value)}`);
}

export function cursorOfOtherOrder(call: Call): ShardgenError {
  return new ShardgenError({
    code: 'SG3062',
    message: `${callName(call)}: \`after\` is the cursor of a page that had another model or another \`orderBy\`.`,
    fix: `Page on with the \`orderBy\` of the page that gave the cursor, or begin anew with this one: leave \`after\` out.`,
  });
}

export function cursorChanged(call: Call): ShardgenError {
  return new ShardgenError({
    code: 'SG3063',
    message: `${callName(call)}: \`after\` is not as paginate() made it: somebody changed it, or it was signed with another \`cursorSecret\`.`,
    fix: `${AGAIN} All processes that share cursors need the same \`cursorSecret\` in createShards().`,
  });
}

export function cursorOfNewerVersion(call: Call, version: number, newest: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3064',
    message: `${callName(call)}: \`after\` is a cursor of version ${version}, but this shardgen reads version ${newest}.`,
    fix: 'Upgrade shardgen in this process to the version that made it, or leave `after` out.',
  });
}

export function cursorTooLong(call: Call, bytes: number, most: number): ShardgenError {
  return new ShardgenError({
    code: 'SG3065',
    message: `${callName(call)}: the last row of the page has values in the fields of \`orderBy\` whose cursor would have ${bytes} bytes; the most is ${most}.`,
    fix: 'Order by a field with shorter values, or read the rows with stream().',
  });
}

/** `field` says by its path from the row which part of the order it is. */
export function unpageableOrder(call: Call, field: string, reason: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3066',
    message: `${callName(call)}: rows cannot be read page by page in the order of \`${field}\`: ${reason}.`,
    fix: 'Order by other fields, or read all rows at once with findMany().',
  });
}

export function illegalPageArgument(
  call: Call,
  name: string,
  value: unknown,
  legal: string,
): ShardgenError {
  return new ShardgenError({
    code: 'SG3067',
    message: `${callName(call)}: \`${name}\` is ${describeValue(value)}.`,
    fix: `Give ${legal}.`,
  });
}

/** `instead` are the arguments that mean what is wanted. */
export function noPageArgument(call: Call, name: string, instead: string): ShardgenError {
  return new ShardgenError({
    code: 'SG3067',
    message: `${callName(call)} does not take \`${name}\`.`,
    fix: `Leave it out: ${instead}.`,
  });
}

export function unknownMethod(
  model: string,
  method: unknown,
  known: readonly string[],
): ShardgenError {
  const given = typeof method === 'string' ? JSON.stringify(method) : describeValue(method);
  return new ShardgenError({
    code: 'SG3068',
    message: `${model}: no call over several shards is named ${given}.`,
    fix: suggestName(String(method), known),
  });
}

export function unpageableValue(call: Call, field: string, value: unknown): ShardgenError {
  return new ShardgenError({
    code: 'SG3066',
    message: `${callName(call)}: rows behind \`${field}\` = ${String(value)} cannot be read, since Prisma has no filter by this value.`,
    fix: 'Order by other fields, leave such rows out by `where`, or read all rows at once with findMany().',
  });
}
