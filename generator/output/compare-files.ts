import { join } from 'node:path';
import { foreignFile, pathOccupied, symbolicLink } from '../errors/output-errors.js';
import type { FileChange, FileMap } from './file-change.js';
import type { Ownership } from './generated-header.js';
import type { FolderContents } from './read-folder.js';

/** A checkout with CRLF line ends is not a change. */
const normal = (text: string) => text.replaceAll('\r\n', '\n');

export interface ComparisonRules {
  readonly owned: Ownership;
  /** Who writes these files, for messages. */
  readonly generator: string;
  /** Whether an owned file that is no longer generated is deleted. */
  readonly removable: (path: string) => boolean;
}

/** Another output folder inside this one keeps its files: it holds an owned twin of one of our own top files. */
function nestedOutputs(wanted: FileMap, present: FolderContents, owned: Ownership): string[] {
  const top = [...wanted.keys()].filter((path) => !path.includes('/'));
  return [...present.folders].filter((folder) =>
    top.some((name) => {
      const path = `${folder}/${name}`;
      return !wanted.has(path) && owned(present.files.get(path) ?? '');
    }),
  );
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

/**
 * The changes that turn what is present into what is wanted, sorted by path. Pure.
 *
 * @throws SG2301, SG2303, SG2305 when a path that has to be written is not ours to write.
 */
export function compareFiles(
  root: string,
  wanted: FileMap,
  present: FolderContents,
  rules: ComparisonRules,
): readonly FileChange[] {
  const changes: FileChange[] = [];
  const foreign: string[] = [];
  for (const [path, after] of wanted) {
    for (const step of [...parentsOf(path), path]) {
      if (present.links.has(step)) throw symbolicLink(join(root, step));
    }
    const isFile = (step: string) => present.files.has(step) || present.others.has(step);
    const blocked = parentsOf(path).find(isFile);
    if (blocked !== undefined || present.folders.has(path)) {
      throw pathOccupied(join(root, blocked ?? path));
    }
    const before = present.files.get(path);
    if (before === undefined) changes.push({ kind: 'added', path, after });
    else if (!rules.owned(before)) foreign.push(join(root, path));
    else if (normal(before) !== normal(after)) {
      changes.push({ kind: 'changed', path, before, after });
    }
  }
  if (foreign.length > 0) throw foreignFile(foreign.sort(), rules.generator);
  const nested = nestedOutputs(wanted, present, rules.owned);
  for (const [path, before] of present.files) {
    if (wanted.has(path) || !rules.owned(before) || !rules.removable(path)) continue;
    if (nested.some((folder) => path.startsWith(`${folder}/`))) continue;
    changes.push({ kind: 'removed', path, before });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}
