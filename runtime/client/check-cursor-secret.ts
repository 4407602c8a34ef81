import { illegalSecret } from '../errors/topology-errors.js';

/** Shorter ones can be guessed. */
const FEWEST_CHARACTERS = 16;

/** @throws ShardgenError SG4010. */
export function checkCursorSecret(given: unknown): string | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'string' && given.length >= FEWEST_CHARACTERS) return given;
  throw illegalSecret('cursorSecret', `a text of at least ${FEWEST_CHARACTERS} characters`);
}
