import { closest } from '../../schema/diagnostics/did-you-mean.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { ProjectConfig } from '../config/project-config.js';
import { placementNamesUnknown } from '../errors/config-errors.js';
import type { Placements } from '../plan/generation-input.js';

/**
 * How new keys of each group with a directory are shared out, as the config says.
 *
 * @throws SG2012 when the config names another group.
 */
export function resolvePlacements(model: ShardingModel, config: ProjectConfig): Placements {
  const roots = model.groups
    .filter(({ strategy }) => strategy.kind === 'lookup')
    .map(({ root }) => root);
  const placement = config.placement ?? {};
  for (const name of Object.keys(placement)) {
    if (roots.includes(name)) continue;
    const near = closest(name, roots);
    const kind = 'group with a directory';
    throw placementNamesUnknown(config.shownAs, 'placement', kind, name, near, roots);
  }
  const said = Object.entries(placement).filter(([, shards]) => Object.keys(shards).length > 0);
  return Object.fromEntries(said);
}
