import type { Call } from '../errors/call.js';
import { unmergeable } from '../errors/routing-errors.js';
import type { Fields } from '../router/fields.js';

/** Which part of an answer is asked for. */
export interface Window {
  /** Less than 0 is for Prisma to refuse. */
  readonly skip: number;
  /** Less than 0 from the end; undefined for all. */
  readonly take: number | undefined;
}

/**
 * The part that `skip` and `take` of a call ask for; undefined for the whole.
 *
 * @throws ShardgenError SG3011 for what is no whole number.
 */
export function readWindow(call: Call, given: Fields | undefined): Window | undefined {
  const [skip, take] = [wholeNumber(call, given, 'skip'), wholeNumber(call, given, 'take')];
  return (skip ?? 0) === 0 && take === undefined ? undefined : { skip: skip ?? 0, take };
}

function wholeNumber(
  call: Call,
  given: Fields | undefined,
  option: 'skip' | 'take',
): number | undefined {
  const value = given?.[option];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw unmergeable(call, option);
}
