import { relative, resolve } from 'node:path';
import { checkConfig, DEFAULT_DEV_DIRECTORY } from './check-config.js';
import { CONFIG_NAMES, findConfig } from './find-config.js';
import { importConfig } from './import-config.js';
import type { ProjectConfig } from './project-config.js';

/**
 * The project's config; a project without one is allowed and has no shards yet.
 *
 * @param named the path after `--config`, relative to `cwd`.
 * @throws SG2001 to SG2010.
 */
export async function loadConfig(cwd: string, named?: string): Promise<ProjectConfig> {
  const file = findConfig(cwd, named);
  if (file !== undefined) {
    return checkConfig(await importConfig(cwd, file), file, relative(cwd, file));
  }
  return {
    shownAs: CONFIG_NAMES[0] ?? 'shardgen.config.ts',
    shards: [],
    epoch: 1,
    owners: {},
    dev: { directory: resolve(cwd, DEFAULT_DEV_DIRECTORY) },
  };
}
