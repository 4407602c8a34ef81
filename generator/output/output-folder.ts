import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { outputOverlapsClient } from '../errors/output-errors.js';

export interface OutputWishes {
  /** `--out`, relative to the working directory. */
  readonly option?: string;
  /** Absolute, from the config. */
  readonly config?: string;
  /** Absolute, from the `generator shardgen` block. */
  readonly block?: string;
}

function contains(folder: string, other: string): boolean {
  const path = relative(folder, other);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/**
 * The folder of the generated repositories: the first wish, else `shards` beside the client.
 *
 * @throws SG2304 when it is the client's folder or lies inside it, which Prisma empties.
 */
export function outputFolder(cwd: string, wishes: OutputWishes, clientFolder: string): string {
  const option = wishes.option === undefined ? undefined : resolve(cwd, wishes.option);
  const folder = option ?? wishes.config ?? wishes.block ?? join(dirname(clientFolder), 'shards');
  if (contains(clientFolder, folder)) throw outputOverlapsClient(folder, clientFolder);
  return folder;
}
