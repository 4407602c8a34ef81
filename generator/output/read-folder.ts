import { readFileSync, type Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { outputNotWritable, pathOccupied, symbolicLink } from '../errors/output-errors.js';
import { systemCodeOf } from '../errors/quote.js';

/** What stands at the paths that matter, without following links. */
export interface FolderContents {
  /** Relative POSIX path to text. */
  readonly files: ReadonlyMap<string, string>;
  /** Files whose text does not matter. */
  readonly others: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

const SKIPPED = new Set(['node_modules', '.git']);

async function rootStats(root: string): Promise<Stats | undefined> {
  try {
    return await stat(root);
  } catch (thrown) {
    const code = systemCodeOf(thrown);
    if (code === 'ENOTDIR') throw pathOccupied(root, thrown);
    if (code !== 'ENOENT') throw outputNotWritable(root, thrown);
  }
  try {
    // a link that leads nowhere is not "nothing there"
    if ((await lstat(root)).isSymbolicLink()) throw symbolicLink(root);
  } catch (thrown) {
    if (systemCodeOf(thrown) !== 'ENOENT') throw thrown;
  }
  return undefined;
}

/**
 * Reads every file below `root` whose name ends as one of `endings`.
 *
 * @throws SG2301 when `root` is a file, SG2302 when it cannot be read, SG2305 for a dead link.
 */
export async function readFolder(
  root: string,
  endings: readonly string[],
): Promise<FolderContents> {
  const contents = {
    files: new Map<string, string>(),
    others: new Set<string>(),
    links: new Set<string>(),
    folders: new Set<string>(),
  };
  const walk = async (relative: string): Promise<void> => {
    for (const entry of await readdir(join(root, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isSymbolicLink()) contents.links.add(path);
      else if (entry.isDirectory()) {
        contents.folders.add(path);
        if (!SKIPPED.has(entry.name)) await walk(path);
      } else if (endings.some((ending) => path.endsWith(ending))) {
        // by the hundred and small: waiting for each takes ten times as long
        contents.files.set(path, readFileSync(join(root, path), 'utf8'));
      } else contents.others.add(path);
    }
  };
  const stats = await rootStats(root);
  if (stats === undefined) return contents;
  if (!stats.isDirectory()) throw pathOccupied(root);
  try {
    await walk('');
  } catch (thrown) {
    throw outputNotWritable(root, thrown);
  }
  return contents;
}
