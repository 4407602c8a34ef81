import { join, relative } from 'node:path';
import { outputFolder } from '../output/output-folder.js';
import { type ClientTarget, clientTarget, isShardgen } from '../prisma-client/client-target.js';
import type { Project } from './read-project.js';

/** Where the generated code of a project goes. */
export interface ProjectOutput {
  /** Of the repositories; absolute. */
  readonly folder: string;
  readonly client: ClientTarget;
}

/** @throws SG22xx about the client, SG2304 when the folder is the client's. */
export function outputOf(project: Project, option?: string): ProjectOutput {
  const { cwd, config, place } = project;
  const client = clientTarget(project.blocks, relative(cwd, place.path));
  const own = project.blocks.find(isShardgen);
  const wishes = {
    ...(option === undefined ? {} : { option }),
    ...(config.output === undefined ? {} : { config: config.output }),
    ...(own?.output === undefined ? {} : { block: join(own.folder, own.output) }),
  };
  return { folder: outputFolder(cwd, wishes, client.folder), client };
}
