import { chmod, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import type { SchemaFile } from '../../schema/source/schema-file.js';
import { schemaNotAsRead, schemaNotWritable } from '../errors/command-errors.js';
import { systemCodeOf } from '../errors/quote.js';
import type { FileChange } from '../output/file-change.js';
import { diskOps, type FileOps } from '../output/file-ops.js';
import { writeChanges } from '../output/write-changes.js';
import type { ProjectFiles } from './read-project.js';

/** A schema belongs to its user: it keeps the rights that it has. */
const keepingRights: FileOps = {
  ...diskOps,
  rename: async (from, to) => {
    const present = await stat(to).catch((error: unknown) => {
      if (systemCodeOf(error) !== 'ENOENT') throw error;
      return undefined; // a new file has no rights to keep
    });
    if (present !== undefined) await chmod(from, present.mode);
    await diskOps.rename(from, to);
  },
};

/**
 * Replaces the schema's files that differ, all of them or none, and answers with their paths. Files
 * that are links are written where they lead.
 *
 * @throws SG2408 when a file is not what was read, SG2409 with nothing changed.
 */
export async function writeSchema(
  project: ProjectFiles,
  files: readonly SchemaFile[],
  ops: FileOps = keepingRights,
): Promise<readonly string[]> {
  const { cwd, place } = project;
  const folder = await realpath(place.kind === 'file' ? dirname(place.path) : place.path);
  const changes: FileChange[] = [];
  const written: string[] = [];
  for (const { path, content: after } of files) {
    const before = project.files.find((file) => file.path === path)?.content ?? '';
    if (before === after) continue;
    const file = await realpath(resolve(cwd, path));
    if (!Buffer.from(before).equals(await readFile(file))) throw schemaNotAsRead(path);
    changes.push({
      kind: 'changed',
      path: relative(folder, file).split(sep).join('/'),
      before,
      after,
    });
    written.push(path);
  }
  try {
    await writeChanges(folder, changes, ops);
  } catch (thrown) {
    throw schemaNotWritable(written.join(', '), thrown);
  }
  return written;
}
