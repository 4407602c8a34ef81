import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { directoryUnusable } from '../../errors/cluster-errors.js';
import { ownFolder } from './binary-cache.js';
import { statIfExists } from './file-facts.js';
import { canReach, type ServerUser } from './server-user.js';

/** PostgreSQL cuts paths off at 1024 bytes; what it adds below the data folder stays under 100. */
const LONGEST_PATH = 900;

export interface DataPlace {
  readonly path: string;
  readonly relocated: boolean;
}

/**
 * Where the data of the cluster in `directory` is: below it, or beside the temporary files when the
 * server's user cannot enter `directory` or its path is too long for PostgreSQL.
 */
export async function placeData(
  directory: string,
  user: ServerUser | undefined,
  recorded: string | undefined,
): Promise<DataPlace> {
  const inside = path.join(directory, 'data');
  const tooLong = Buffer.byteLength(inside) > LONGEST_PATH;
  if (!tooLong && (await canReach(user, directory))) return { path: inside, relocated: false };
  if (recorded !== undefined && recorded !== inside && (await statIfExists(recorded))) {
    return { path: recorded, relocated: true };
  }
  for (const folder of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    const place = path.join(folder, relocatedName(directory));
    if (await ownFolder(place, user).catch(() => false)) {
      return { path: path.join(place, 'data'), relocated: true };
    }
  }
  throw directoryUnusable(
    directory,
    `${tooLong ? 'its path is too long for PostgreSQL' : 'the user that the server runs as cannot enter it'}, and the folder for temporary files (${tmpdir()}) cannot take the data either`,
  );
}

function relocatedName(directory: string): string {
  const hash = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  return `shardgen-${process.getuid?.() ?? 'data'}-${hash}`;
}
