import { extname, relative, sep } from 'node:path';
import type { ImportExtension } from '../prisma-client/import-extension.js';

/** What TypeScript makes of a source file. */
const BUILT: Readonly<Record<string, string>> = { '.ts': '.js', '.mts': '.mjs', '.cts': '.cjs' };

/** A file of the user's as a file in `folder` imports it, with the endings that the project uses. */
export function importedFrom(folder: string, file: string, extension: ImportExtension): string {
  const path = relative(folder, file).split(sep).join('/');
  const written = /^\.\.?\//.test(path) ? path : `./${path}`;
  const own = extname(file);
  const bare = written.slice(0, -own.length);
  if (extension === 'ts') return written;
  // Other endings are not left out, also where the compiler adds .ts or .js.
  if (extension === '' && (own === '.ts' || own === '.js')) return bare;
  return bare + (BUILT[own] ?? own);
}
