import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ShardgenError } from '../../runtime/errors/shardgen-error.js';
import { outputNotWritable, pathOccupied, undoFailed } from '../errors/output-errors.js';
import { systemCodeOf } from '../errors/quote.js';
import type { FileChange } from './file-change.js';
import { diskOps, type FileOps } from './file-ops.js';
import { clearAbandonedStaging, stagingFolder } from './staging-folder.js';
import { createUndoLog, type UndoLog } from './undo-log.js';

function namedFailure(root: string, thrown: unknown): ShardgenError {
  const occupied = ['ENOTDIR', 'EEXIST', 'EISDIR'].includes(systemCodeOf(thrown) ?? '');
  return occupied ? pathOccupied(root, thrown) : outputNotWritable(root, thrown);
}

async function ensureFolder(folder: string, ops: FileOps, log: UndoLog): Promise<void> {
  if (existsSync(folder)) return;
  await ensureFolder(dirname(folder), ops, log);
  await ops.makeFolder(folder);
  log.add(folder, () => ops.removeFolder(folder));
}

async function apply(
  root: string,
  staging: string,
  changes: readonly FileChange[],
  ops: FileOps,
  log: UndoLog,
): Promise<void> {
  const fresh = (i: number) => join(staging, `new-${i}`);
  const backup = (i: number) => join(staging, `old-${i}`);
  for (const [i, change] of changes.entries()) {
    if (change.kind !== 'removed') await ops.write(fresh(i), change.after);
    if (change.kind !== 'added') await ops.backUp(join(root, change.path), backup(i));
  }
  for (const [i, change] of changes.entries()) {
    const target = join(root, change.path);
    switch (change.kind) {
      case 'added':
        await ensureFolder(dirname(target), ops, log);
        await ops.rename(fresh(i), target);
        log.add(target, () => ops.remove(target));
        break;
      case 'changed':
        await ops.rename(fresh(i), target);
        log.add(target, () => ops.rename(backup(i), target));
        break;
      case 'removed':
        await ops.remove(target);
        log.add(target, () => ops.rename(backup(i), target));
        break;
      default:
        change satisfies never;
    }
  }
}

/** Folders that lost a file and may now be empty, deepest first. */
function emptiedFolders(changes: readonly FileChange[]): string[] {
  const folders = new Set<string>();
  for (const change of changes) {
    if (change.kind !== 'removed') continue;
    for (let at = dirname(change.path); at !== '.'; at = dirname(at)) folders.add(at);
  }
  return [...folders].sort((a, b) => b.length - a.length);
}

async function removeEmptied(
  root: string,
  changes: readonly FileChange[],
  ops: FileOps,
  log: UndoLog,
): Promise<void> {
  for (const folder of emptiedFolders(changes)) {
    const path = join(root, folder);
    try {
      await ops.removeFolder(path);
      log.add(path, () => ops.makeFolder(path));
    } catch (thrown) {
      // it holds other files: it stays
      if (!['ENOTEMPTY', 'EEXIST'].includes(systemCodeOf(thrown) ?? '')) throw thrown;
    }
  }
}

/** The output is complete by now; a staging folder that cannot be removed is left to the next run. */
async function leaveStaging(staging: string, ops: FileOps): Promise<void> {
  try {
    await ops.removeTree(staging);
  } catch (thrown) {
    if (systemCodeOf(thrown) === undefined) throw thrown;
  }
}

/**
 * Writes all changes or none. Each file is written whole elsewhere and then renamed into place, so
 * that even a kill leaves no half-written file; the next run completes the output.
 *
 * @throws SG2301, SG2302 with nothing changed, SG2306 when the way back failed too.
 */
export async function writeChanges(
  root: string,
  changes: readonly FileChange[],
  ops: FileOps = diskOps,
): Promise<void> {
  if (changes.length === 0) return;
  const log = createUndoLog();
  try {
    await ensureFolder(root, ops, log);
    const real = await realpath(root);
    await clearAbandonedStaging(real, ops);
    const staging = stagingFolder(real);
    await ops.makeFolder(staging);
    log.add(staging, () => ops.removeTree(staging));
    await apply(real, staging, changes, ops, log);
    await removeEmptied(real, changes, ops, log);
    await leaveStaging(staging, ops);
  } catch (thrown) {
    const failures = await log.undo();
    if (failures.length === 0) throw namedFailure(root, thrown);
    throw undoFailed(
      failures.map(({ path, reason }) => `${path} (${reason})`),
      thrown,
    );
  }
}
