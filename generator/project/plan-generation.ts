import { join, relative, sep } from 'node:path';
import { getTsconfig } from 'get-tsconfig';
import { INDEX_GROUP } from '../../runtime/topology/build-topology.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import { topologyWouldChange } from '../errors/output-errors.js';
import { compareFiles } from '../output/compare-files.js';
import type { FileChange } from '../output/file-change.js';
import { writtenByShardgen } from '../output/generated-header.js';
import { type FolderContents, readFolder } from '../output/read-folder.js';
import type { Render } from '../pipeline.js';
import type { GenerationInput, Owners } from '../plan/generation-input.js';
import { groupManifest, indexManifest } from '../plan/group-manifest.js';
import { repositoryFile } from '../plan/output-table.js';
import { clientChanges } from '../prisma-client/client-changes.js';
import type { ClientTarget } from '../prisma-client/client-target.js';
import { importExtension } from '../prisma-client/import-extension.js';
import { importedFrom } from '../strategies/imported-from.js';
import { idMoves } from '../topology/id-moves.js';
import { readGeneratedTopology } from '../topology/read-generated-topology.js';
import { resolveOwners } from '../topology/resolve-owners.js';
import { resolvePlacements } from '../topology/resolve-placements.js';
import { topologyMoves } from '../topology/topology-change.js';
import { clientRequest } from './client-request.js';
import { outputOf } from './output-of.js';
import type { Project } from './read-project.js';

/** Files to change in one folder. */
export interface FolderPlan {
  /** Absolute. */
  readonly folder: string;
  readonly changes: readonly FileChange[];
}

/** Everything that a run would write; nothing is written yet. */
export interface GenerationPlan {
  /** Absent when Prisma makes its client itself (under `prisma generate`). */
  readonly client?: FolderPlan;
  readonly shards: FolderPlan;
  /** How many files the output consists of. */
  readonly fileCount: number;
}

export interface PlanOptions {
  readonly out?: string | undefined;
  readonly acceptTopologyChange: boolean;
  /** Whether the Prisma client is made as well. */
  readonly withClient: boolean;
  /** Of a process that renders again and again. */
  readonly render?: Render | undefined;
}

const TOPOLOGY_FILE = 'topology.ts';

/** The client's module as an import in the output folder would say it, without extension. */
export function clientModule(output: string, clientFolder: string): string {
  const path = relative(output, join(clientFolder, 'client')).split(sep).join('/');
  return /^\.\.?\//.test(path) ? path : `./${path}`;
}

async function refuseMoves(
  file: string,
  present: FolderContents,
  model: ShardingModel,
  owners: Owners,
  rendered: string | undefined,
): Promise<void> {
  const text = present.files.get(TOPOLOGY_FILE);
  if (text === undefined || text === rendered || !writtenByShardgen(text)) return;
  const before = await readGeneratedTopology(file, text);
  const now = new Map(
    model.groups.map((group) => [group.root, groupManifest(model, group, owners)]),
  );
  const index = indexManifest(model, owners);
  if (index !== undefined) now.set(INDEX_GROUP, index);
  const generated = new Set(
    model.models.map(({ name }) => name).filter((name) => present.files.has(repositoryFile(name))),
  );
  const moves = [...topologyMoves(before, now), ...idMoves(before, now, generated)];
  if (moves.length > 0) throw topologyWouldChange(moves);
}

function generationInput(
  project: Project,
  model: ShardingModel,
  output: string,
  client: ClientTarget,
): GenerationInput {
  const extension = importExtension(client.block, getTsconfig(output)?.config);
  return {
    model,
    shards: project.config.shards.map(({ name, env }) =>
      env === undefined ? { name } : { name, env },
    ),
    ...(project.config.control?.env === undefined
      ? {}
      : { control: { env: project.config.control.env } }),
    epoch: project.config.epoch,
    owners: resolveOwners(model, project.config),
    placements: resolvePlacements(model, project.config),
    strategies: Object.fromEntries(
      project.strategies.map(({ root, file, export: name }) => [
        root,
        { module: importedFrom(output, file, extension), export: name },
      ]),
    ),
    clientModule: clientModule(output, client.folder),
    importExtension: extension === '' ? '' : `.${extension}`,
  };
}

/**
 * Computes what a run would write and finds every reason not to, before anything is written.
 *
 * @throws SG2009, SG22xx about the client, SG23xx about the output.
 */
export async function planGeneration(
  project: Project,
  model: ShardingModel,
  options: PlanOptions,
): Promise<GenerationPlan> {
  const { cwd } = project;
  const { folder: output, client } = outputOf(project, options.out);
  const input = generationInput(project, model, output, client);
  const render = options.render ?? (await import('../pipeline.js')).renderFiles;
  const files = render(input);
  const present = await readFolder(output, ['.ts']);
  const changes = compareFiles(output, files, present, {
    owned: writtenByShardgen,
    generator: 'shardgen',
    removable: () => true,
  });
  if (!options.acceptTopologyChange) {
    const file = relative(cwd, join(output, TOPOLOGY_FILE));
    await refuseMoves(file, present, model, input.owners, files.get(TOPOLOGY_FILE));
  }
  const shards = { folder: output, changes };
  if (!options.withClient) return { shards, fileCount: files.size };
  const changesOfClient = await clientChanges(clientRequest(project, client));
  return {
    client: { folder: client.folder, changes: changesOfClient },
    shards,
    fileCount: files.size,
  };
}
