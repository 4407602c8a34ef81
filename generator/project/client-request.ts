import { getTsconfig } from 'get-tsconfig';
import type { ClientRequest } from '../prisma-client/client-request.js';
import type { ClientTarget } from '../prisma-client/client-target.js';
import { importExtension } from '../prisma-client/import-extension.js';
import { moduleFormat } from '../prisma-client/module-format.js';
import type { Project } from './read-project.js';

/** @throws SG2208 for an option outside the legal ones. */
export function clientRequest(
  { place, files }: Pick<Project, 'place' | 'files'>,
  target: ClientTarget,
): ClientRequest {
  const tsconfig = getTsconfig(target.folder)?.config;
  return {
    place,
    files,
    target,
    form: {
      importFileExtension: importExtension(target.block, tsconfig),
      moduleFormat: moduleFormat(target.block, tsconfig, target.folder),
    },
  };
}
