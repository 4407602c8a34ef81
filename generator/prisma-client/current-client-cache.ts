import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileChange } from '../output/file-change.js';
import type { FolderContents } from '../output/read-folder.js';

/** Remembers that a client was compared and found current, since making one again costs seconds. */
export interface CurrentClientCache {
  /** Whether these very inputs and files were found current before. */
  has(): boolean;
  /** These files are current when `changes` are made; a run that fails to make them finds others. */
  remember(changes: readonly FileChange[]): void;
}

function nearestNodeModules(folder: string): string | undefined {
  const path = join(folder, 'node_modules');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestNodeModules(parent);
}

/** Everything that decides the answer, files on disk included: a hit cannot be wrong. */
function fingerprint(
  inputs: readonly string[],
  present: FolderContents,
  changes: readonly FileChange[],
): string {
  const hash = createHash('sha256');
  const texts = new Map(present.files);
  for (const change of changes) {
    if (change.kind === 'removed') texts.delete(change.path);
    else texts.set(change.path, change.after);
  }
  const files = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
  const links = [...present.links].sort();
  for (const part of [inputs, files, links]) hash.update(JSON.stringify(part));
  return hash.digest('hex');
}

/** @param inputs all that Prisma makes the client from. */
export function currentClientCache(
  folder: string,
  inputs: readonly string[],
  present: FolderContents,
): CurrentClientCache {
  const modules = nearestNodeModules(dirname(folder));
  if (modules === undefined) return { has: () => false, remember: () => undefined };
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const file = join(modules, '.cache', 'shardgen', `client-${name}`);
  return {
    has: () => {
      try {
        return readFileSync(file, 'utf8') === fingerprint(inputs, present, []);
      } catch {
        return false; // never remembered, or not readable: then it is compared again
      }
    },
    remember: (changes) => {
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, fingerprint(inputs, present, changes));
      } catch {
        // a folder that cannot be written only costs the next run its time
      }
    },
  };
}
