import { stat } from 'node:fs/promises';
import path from 'node:path';
import filesLoader from '@prisma/schema-files-loader';
import type { SchemaFile } from './schema-file.js';

/**
 * Reads a schema file, or all `.prisma` files of a folder and its subfolders, sorted by path.
 * Paths of the result are relative to `cwd`.
 *
 * @throws the file system's own error when the path does not exist or cannot be read
 */
export async function loadSchemaFiles(
  schemaPath: string,
  cwd: string = process.cwd(),
): Promise<readonly SchemaFile[]> {
  const absolute = path.resolve(cwd, schemaPath);
  // Prisma's loader answers "no files" for a path that does not exist.
  await stat(absolute);
  const loaded = await filesLoader.loadSchemaFiles(absolute);
  return loaded
    .map(([file, content]) => ({ path: shownPath(cwd, file), content }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function shownPath(cwd: string, file: string): string {
  return path.relative(cwd, path.resolve(cwd, file)).split(path.sep).join('/');
}
