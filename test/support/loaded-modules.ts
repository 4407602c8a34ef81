import { spawnSync } from 'node:child_process';

/** Prints the url of every module that an import resolves to, on standard output. */
const HOOKS = `
import { writeSync } from 'node:fs';
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  writeSync(1, resolved.url + '\\n');
  return resolved;
}`;

/** What CommonJS modules require of each other does not pass through hooks, but stays in a cache. */
const program = (specifier: string) => `
import { createRequire, register } from 'node:module';
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(HOOKS)}));
await import(${JSON.stringify(specifier)});
const required = Object.keys(createRequire(process.cwd() + '/').cache ?? {});
for (const path of required) writeSync(1, pathToFileURL(path).href + '\\n');`;

/**
 * Urls of the modules that a fresh process in `folder` loads for one import.
 *
 * @throws with what the process said, when the import fails.
 */
export function loadedModules(
  folder: string,
  specifier: string,
  nodeArguments: readonly string[] = [],
): readonly string[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeArguments, '--input-type=module', '--eval', program(specifier)],
    { cwd: folder, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`importing ${specifier} failed:\n${stderr}`);
  return stdout.trim().split('\n');
}
