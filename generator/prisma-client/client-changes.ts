import { clientFolderOccupied, prismaVersionDiffers } from '../errors/client-errors.js';
import { compareFiles } from '../output/compare-files.js';
import type { FileChange, FileMap } from '../output/file-change.js';
import { writtenByPrisma } from '../output/generated-header.js';
import { type FolderContents, readFolder } from '../output/read-folder.js';
import { clientIdentity, withVersionsOf } from './client-identity.js';
import type { ClientRequest } from './client-request.js';
import type { ClientTarget } from './client-target.js';
import { currentClientCache } from './current-client-cache.js';
import { carriedPrismaVersion, installedPrismaVersion, sameMinor } from './prisma-version.js';
import { renderClient } from './render-client.js';

const ENDINGS = ['.ts', '.mts', '.cts'];

/** Typed SQL is made by `prisma generate --sql` alone, with a database at hand. */
const removable = (path: string) => !/^sql([./])/.test(path);

function refuseForeignFolder(target: ClientTarget, present: FolderContents): void {
  const isClient = ['ts', 'mts', 'cts'].some((end) => present.files.has(`client.${end}`));
  const isEmpty = present.files.size + present.others.size + present.links.size === 0;
  if (!isClient && !isEmpty) throw clientFolderOccupied(target.folder);
}

/** With another Prisma installed only the schema inside the client can be compared, and nothing written. */
function checkOtherVersion(
  target: ClientTarget,
  wanted: FileMap,
  present: FolderContents,
  installed: string,
): readonly FileChange[] {
  const now = clientIdentity(present.files);
  if (now !== undefined && now.schema === clientIdentity(wanted)?.schema) return [];
  const state = now === undefined ? 'missing' : 'stale';
  throw prismaVersionDiffers(installed, carriedPrismaVersion(), target.folder, state);
}

/**
 * What has to change in the Prisma client's folder so that it holds the client of this schema;
 * nothing when it is up to date.
 *
 * @throws SG2205 to SG2207, SG23xx.
 */
export async function clientChanges(request: ClientRequest): Promise<readonly FileChange[]> {
  const { files, target, form } = request;
  const present = await readFolder(target.folder, ENDINGS);
  refuseForeignFolder(target, present);
  const carried = carriedPrismaVersion();
  const installed = installedPrismaVersion(target.folder) ?? carried;
  const cache = currentClientCache(
    target.folder,
    [JSON.stringify([files, form, target.block]), carried, installed],
    present,
  );
  if (cache.has()) return [];
  const { files: rendered, asAsked } = await renderClient(request);
  if (!sameMinor(installed, carried)) {
    return checkOtherVersion(target, rendered, present, installed);
  }
  const now = clientIdentity(present.files);
  const next = clientIdentity(rendered);
  const samePatch =
    now === undefined || next === undefined || now.clientVersion !== installed
      ? rendered
      : withVersionsOf(rendered, next, now);
  const changes = compareFiles(target.folder, samePatch, present, {
    owned: writtenByPrisma,
    generator: 'Prisma',
    removable,
  });
  if (asAsked) cache.remember(changes);
  return changes;
}
