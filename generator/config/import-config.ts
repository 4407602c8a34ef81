import { relative } from 'node:path';
import { configThrows, configWithoutDefaultExport } from '../errors/config-errors.js';
import { ownModule } from '../own-module.js';

/** `file:line` of the first stack frame inside the config file; compiling moves columns, not lines. */
function placeOfThrow(thrown: unknown, file: string, shownAs: string): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  for (const line of stack.split('\n')) {
    const at = line.indexOf(file);
    const position = at < 0 ? null : /^:(\d+):/.exec(line.slice(at + file.length));
    if (position !== null) return `${shownAs}:${position[1]}`;
  }
  return shownAs;
}

/**
 * Runs a config file (TypeScript needs no build step) and returns its default export.
 *
 * @throws SG2002 with the file's own error as cause, SG2003 without a default export.
 */
export async function importConfig(cwd: string, file: string): Promise<object> {
  const { createJiti } = await import('jiti');
  const shownAs = relative(cwd, file);
  const jiti = createJiti(import.meta.url, {
    moduleCache: false, // --watch reads it again
    fsCache: false, // leaves no files in the user's project
    interopDefault: false,
    alias: { 'shardgen/config': ownModule('runtime/config/index') },
  });
  let module: unknown;
  try {
    module = await jiti.import(file);
  } catch (thrown) {
    throw configThrows(placeOfThrow(thrown, file, shownAs), thrown);
  }
  const exported =
    typeof module === 'object' && module !== null && 'default' in module
      ? module.default
      : undefined;
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) {
    throw configWithoutDefaultExport(shownAs);
  }
  return exported;
}
