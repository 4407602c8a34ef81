import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { configNotFound, severalConfigs } from '../errors/config-errors.js';

export const CONFIG_NAMES = ['ts', 'mts', 'js', 'mjs'].map((end) => `shardgen.config.${end}`);

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * The config file: the one named, else `shardgen.config.{ts,mts,js,mjs}` of the working directory.
 *
 * @throws SG2001 when the named file does not exist, SG2010 when there are several.
 */
export function findConfig(cwd: string, named?: string): string | undefined {
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (!isFile(path)) throw configNotFound(relative(cwd, path) || named);
    return path;
  }
  const present = CONFIG_NAMES.filter((name) => isFile(resolve(cwd, name)));
  if (present.length > 1) throw severalConfigs(present);
  return present[0] === undefined ? undefined : resolve(cwd, present[0]);
}
