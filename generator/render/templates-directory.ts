import { existsSync } from 'node:fs';

/** `templates/` at the package's root, seen from the sources and from `dist/` alike. */
export function templatesDirectory(): URL {
  const fromSource = new URL('../../templates/', import.meta.url);
  return existsSync(fromSource) ? fromSource : new URL('../../../templates/', import.meta.url);
}
