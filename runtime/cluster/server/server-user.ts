import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { noServerUser } from '../../errors/cluster-errors.js';
import { statIfExists } from './file-facts.js';

/** The user that the server runs as when it is not the current one. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Unprivileged users that exist on ordinary systems, the most harmless first. */
const CANDIDATES = ['nobody', 'postgres', 'daemon'];

/**
 * PostgreSQL refuses to run as root, so root needs another user: the owner of existing data, else
 * an unprivileged user of this machine. `undefined` means: run as the current user.
 */
export async function chooseServerUser(
  dataDirectories: readonly string[],
): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const dataDirectory of dataDirectories) {
    const facts = await statIfExists(dataDirectory);
    if (facts !== undefined && facts.uid !== 0) return { uid: facts.uid, gid: facts.gid };
  }
  const users = await knownUsers();
  for (const name of CANDIDATES) {
    const user = users.get(name);
    if (user !== undefined) return user;
  }
  throw noServerUser(
    `PostgreSQL refuses to run as root, and this machine has none of the users ${CANDIDATES.join(', ')}`,
    'add one (for example: adduser --system --no-create-home nobody) or run as an ordinary user',
  );
}

async function knownUsers(): Promise<ReadonlyMap<string, ServerUser>> {
  const text = await readFile('/etc/passwd', 'utf8').catch((cause: unknown) => {
    throw noServerUser(
      `PostgreSQL refuses to run as root, and /etc/passwd cannot be read (${String(cause)})`,
      'run as an ordinary user',
    );
  });
  const users = new Map<string, ServerUser>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || !/^-?\d+$/.test(uid ?? '') || !/^-?\d+$/.test(gid ?? '')) continue;
    if (Number(uid) !== 0) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

/** Whether the user can enter every folder on the way to `target` (and `target`, if it is one). */
export async function canReach(user: ServerUser | undefined, target: string): Promise<boolean> {
  if (user === undefined) return true;
  for (let folder = target; ; folder = path.dirname(folder)) {
    const facts = await stat(folder);
    if (facts.isDirectory()) {
      const shift = facts.uid === user.uid ? 6 : facts.gid === user.gid ? 3 : 0;
      if (((facts.mode >> shift) & 1) === 0) return false;
    }
    if (folder === path.dirname(folder)) return true;
  }
}
