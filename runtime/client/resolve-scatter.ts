import { getHeapStatistics } from 'node:v8';
import { illegalSetting, unknownScatterSetting } from '../errors/topology-errors.js';
import { type CountSetting, isLegalCount, legalCount } from '../running/legal-settings.js';
import type { ScatterSettings } from '../running/scatter-settings.js';
import { checkDeadline } from './check-deadline.js';

/** What has arrived takes several times its bytes once it is made into rows. */
const PARTS_OF_HEAP = 8;
const MOST_BYTES = 256 * 1024 * 1024;

/** What holds where nothing is said. */
const DEFAULTS: Readonly<Record<CountSetting, () => number>> = {
  concurrency: () => 16,
  processConcurrency: () => 64,
  queue: () => 1024,
  maxRows: () => 100_000,
  maxBytes: () =>
    Math.min(MOST_BYTES, Math.floor(getHeapStatistics().heap_size_limit / PARTS_OF_HEAP)),
  retries: () => 2,
};

/**
 * The settings of calls over several shards, each decided. `deadlineMs` is that of all calls.
 *
 * @throws ShardgenError SG4010, SG4013.
 */
export function resolveScatter(given: unknown, deadlineMs: number | undefined): ScatterSettings {
  if (given !== undefined && (typeof given !== 'object' || given === null)) {
    throw illegalSetting('scatter', given, 'an object, such as `{ concurrency: 8 }`');
  }
  const settings = new Map<string, unknown>(Object.entries(given ?? {}));
  for (const name of settings.keys()) {
    if (name === 'deadlineMs' || Object.hasOwn(DEFAULTS, name)) continue;
    throw unknownScatterSetting(name, [...Object.keys(DEFAULTS), 'deadlineMs']);
  }
  const count = (name: CountSetting): number => {
    const value = settings.get(name);
    if (value === undefined) return DEFAULTS[name]();
    if (isLegalCount(name, value)) return value;
    throw illegalSetting(`scatter.${name}`, value, legalCount(name));
  };
  return Object.freeze({
    concurrency: count('concurrency'),
    processConcurrency: count('processConcurrency'),
    queue: count('queue'),
    maxRows: count('maxRows'),
    maxBytes: count('maxBytes'),
    deadlineMs: checkDeadline(settings.get('deadlineMs'), 'scatter.deadlineMs') ?? deadlineMs,
    retries: count('retries'),
  });
}
