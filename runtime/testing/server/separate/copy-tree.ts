import { chmodSync, chownSync, constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ServerUser } from '../../../cluster/server/server-user.js';

/**
 * Copies a data folder and gives the copy to the server's user. In one go: a thousand small files
 * take some 30 ms, and several times as long when each waits for its turn.
 */
export function copyTree(from: string, to: string, user: ServerUser | undefined): void {
  mkdirSync(to, { mode: 0o700 });
  chmodSync(to, 0o700);
  if (user !== undefined) chownSync(to, user.uid, user.gid);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) {
      copyTree(source, target, user);
      continue;
    }
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    if (user !== undefined) chownSync(target, user.uid, user.gid);
  }
}
