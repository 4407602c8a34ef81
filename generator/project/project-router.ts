import { createRouter, type Router } from '../../runtime/router/router.js';
import { buildTopology } from '../../runtime/topology/build-topology.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import { groupManifest } from '../plan/group-manifest.js';
import { modelManifest } from '../plan/manifest-view.js';
import { importStrategy } from '../strategies/import-strategy.js';
import { resolveOwners } from '../topology/resolve-owners.js';
import { resolvePlacements } from '../topology/resolve-placements.js';
import type { Project } from './read-project.js';

/**
 * The router that generated code of a project has, without generating any. The functions of custom strategies
 * are loaded; nothing is connected.
 *
 * @throws SG2410 when the module of a strategy throws, SG4011 without its function.
 */
export async function projectRouter(
  { config, cwd, strategies }: Project,
  model: ShardingModel,
): Promise<Router> {
  const shards = config.shards.map(({ name }) => name);
  const owners = resolveOwners(model, config);
  const placements = resolvePlacements(model, config);
  const groups = model.groups.map((group) => {
    return [group.root, groupManifest(model, group, owners, placements, shards)] as const;
  });
  const functions = await Promise.all(
    strategies.map(async (strategy) => {
      return [strategy.root, await importStrategy(cwd, strategy)] as const;
    }),
  );
  const found = functions.flatMap(([root, choose]) => (choose ? [[root, choose] as const] : []));
  const manifest = { epoch: config.epoch, groups: Object.fromEntries(groups) };
  const topology = buildTopology(manifest, shards, Object.fromEntries(found));
  const models = model.models.map((each) => [each.name, modelManifest(each)] as const);
  return createRouter({ models: Object.fromEntries(models) }, topology);
}
