import type { Call } from '../errors/call.js';
import { keyTooLong } from '../errors/directory-errors.js';
import type { LookupPlan } from './directory.js';

/** What an index of PostgreSQL takes for sure. */
const LONGEST_KEY = 2000;

/** @throws ShardgenError SG3413. */
export function checkLength(call: Call, { group }: LookupPlan, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > LONGEST_KEY) throw keyTooLong(call, group.name, bytes, LONGEST_KEY);
}

/** No key of a row is longer: the directory has no entry of it. */
export const isTooLong = (text: string): boolean => Buffer.byteLength(text) > LONGEST_KEY;
