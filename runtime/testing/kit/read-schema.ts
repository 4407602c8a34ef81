import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import filesLoader from '@prisma/schema-files-loader';
import type { SchemaFile } from '../../cluster/index.js';
import { schemaUnreadable, testingOptionIllegal } from '../../errors/testing-errors.js';

/**
 * The files of a Prisma schema, sorted by path; paths are relative to the working folder.
 *
 * @throws ShardgenError SG7010, SG7015.
 */
export async function readSchema(given: string | URL): Promise<readonly SchemaFile[]> {
  const where = placeOf(given);
  const files = await load(where);
  if (files.length === 0) throw schemaUnreadable(where, 'it holds no .prisma file');
  return files
    .map(([file, content]) => ({ path: path.relative(process.cwd(), file), content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** JavaScript callers may give anything, and not every url is a path. */
function placeOf(given: unknown): string {
  if (typeof given === 'string' && given !== '') return path.resolve(given);
  if (given instanceof URL && given.protocol === 'file:') return fileURLToPath(given);
  throw testingOptionIllegal('schema', given, 'a path, or a file: url');
}

async function load(where: string): Promise<readonly (readonly [path: string, content: string])[]> {
  try {
    // Prisma's loader answers "no files" for a path that does not exist.
    await stat(where);
    return await filesLoader.loadSchemaFiles(where);
  } catch (error) {
    throw schemaUnreadable(where, error instanceof Error ? error.message : String(error), error);
  }
}
