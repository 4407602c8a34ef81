import type { Call } from '../../errors/call.js';
import { illegalPageArgument, noPageArgument } from '../../errors/page-errors.js';
import { type Fields, ownValue } from '../../router/fields.js';

/** What findMany() takes and pages do not, and what is there instead. */
const NOT_OF_PAGES = {
  take: '`first` says how many rows a page has',
  skip: '`after` says behind which row a page begins',
  cursor: '`after` says behind which row a page begins',
  distinct: 'pages have all rows',
} as const;

const NOT_OF_STREAMS = {
  take: 'end the loop with `break` when there are enough rows',
  skip: 'a stream has all rows',
  cursor: 'a stream begins with the first row; `where` can leave some out',
  distinct: 'a stream has all rows',
} as const;

/** Rows that a stream asks of a shard at once, where nothing is said. */
const BATCH_SIZE = 2000;

/**
 * How many rows a page has.
 *
 * @throws ShardgenError SG3067.
 */
export function pageSize(call: Call, given: Fields | undefined, maxRows: number): number {
  refuse(call, given, NOT_OF_PAGES);
  return count(call, given, 'first', undefined, maxRows);
}

/** @throws ShardgenError SG3067. */
export function batchSize(call: Call, given: Fields | undefined, maxRows: number): number {
  refuse(call, given, NOT_OF_STREAMS);
  return count(call, given, 'batchSize', Math.min(BATCH_SIZE, maxRows), maxRows);
}

function refuse(
  call: Call,
  given: Fields | undefined,
  illegal: Readonly<Record<string, string>>,
): void {
  for (const [name, instead] of Object.entries(illegal)) {
    if (given?.[name] !== undefined) throw noPageArgument(call, name, instead);
  }
}

function count(
  call: Call,
  given: Fields | undefined,
  name: string,
  otherwise: number | undefined,
  most: number,
): number {
  const value = (given && ownValue(given, name)) ?? otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most) {
    return value;
  }
  throw illegalPageArgument(
    call,
    name,
    value,
    `a whole number from 1 to ${most}, the \`maxRows\` of the call`,
  );
}

/** The arguments that are Prisma's. */
export function withoutOwn(given: Fields | undefined, own: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => !own.includes(name)));
}
