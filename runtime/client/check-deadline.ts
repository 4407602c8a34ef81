import { illegalSetting } from '../errors/topology-errors.js';

/** Node's timers turn longer times into one millisecond. */
const LONGEST_MS = 0x7fff_ffff;

/** @throws ShardgenError SG4010. */
export function checkDeadline(given: unknown): void {
  if (given === undefined) return;
  if (typeof given === 'number' && given > 0 && given <= LONGEST_MS) return;
  throw illegalSetting('deadlineMs', given, `milliseconds: more than 0, at most ${LONGEST_MS}`);
}
