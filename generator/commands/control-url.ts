import type { ProjectConfig } from '../config/project-config.js';
import { controlUnknown } from '../errors/command-errors.js';

/**
 * The url of the control database.
 *
 * @throws SG2411 when the config names none, or its variable is not set.
 */
export function controlUrl(
  { control, shownAs }: ProjectConfig,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (control === undefined) throw controlUnknown(`${shownAs} names no control database`);
  const { env, url } = control;
  const found = env === undefined ? url : environment[env];
  if (found !== undefined && found !== '') return found;
  throw controlUnknown(`the variable ${env ?? ''} is not set or empty`);
}
