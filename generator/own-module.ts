import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The file of one of our own modules, such as `runtime/config/index`, for code of a project that imports
 * it by name: the user may run us by npx, without an install to import from.
 */
export function ownModule(path: string): string {
  const built = fileURLToPath(new URL(`../${path}.js`, import.meta.url));
  return existsSync(built) ? built : built.replace(/\.js$/, '.ts');
}
