import { illegalSetting } from '../errors/topology-errors.js';
import { isDeadline, LEGAL_DEADLINE } from '../running/legal-settings.js';

/** @throws ShardgenError SG4010. */
export function checkDeadline(given: unknown, path = 'deadlineMs'): number | undefined {
  if (given === undefined || isDeadline(given)) return given;
  throw illegalSetting(path, given, LEGAL_DEADLINE);
}
