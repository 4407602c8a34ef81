import { illegalSetting } from '../errors/topology-errors.js';

/** A Map of JavaScript holds a little more. */
const MOST_ENTRIES = 10_000_000;

/** @throws ShardgenError SG4010. */
export function checkCacheSize(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const legal =
    typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= MOST_ENTRIES;
  if (legal) return given;
  throw illegalSetting('directory.cacheSize', given, `a whole number from 1 to ${MOST_ENTRIES}`);
}
