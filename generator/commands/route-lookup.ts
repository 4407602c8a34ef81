import { systemClock } from '../../runtime/clock/clock.js';
import { createControlDatabase } from '../../runtime/control/create-control-database.js';
import type { LookupPlan } from '../../runtime/directory/directory.js';
import { openDirectory } from '../../runtime/directory/open-directory.js';
import { internalError } from '../../runtime/errors/internal-error.js';
import type { KeyValue } from '../../runtime/key/key-value.js';
import type { ModelPlan } from '../../runtime/router/model-plan.js';
import type { LookupRoute } from '../../runtime/router/route.js';
import { createRouter } from '../../runtime/router/router.js';
import { buildTopology } from '../../runtime/topology/build-topology.js';
import type { ColocationGroup } from '../../schema/model/colocation-group.js';
import type { ShardedModel } from '../../schema/model/sharded-model.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';
import type { ProjectConfig } from '../config/project-config.js';
import { groupManifest } from '../plan/group-manifest.js';
import { modelManifest } from '../plan/manifest-view.js';
import { resolvePlacements } from '../topology/resolve-placements.js';
import type { CommandContext } from './command-context.js';
import { controlUrl } from './control-url.js';

/** What `shardgen route` knows of a key that is looked up. */
export interface LookupQuestion {
  readonly sharding: ShardingModel;
  readonly model: ShardedModel;
  readonly group: ColocationGroup;
  readonly config: ProjectConfig;
  /** Canonical, in key order. */
  readonly key: readonly KeyValue[];
}

/**
 * Asks the directory, as a program would.
 *
 * @throws SG2411 when the control database is not known, SG3401 to SG3404, SG3411, SG3413.
 */
export async function lookUpRoute(question: LookupQuestion): Promise<LookupRoute> {
  const { sharding, model, group, config, key } = question;
  const placements = resolvePlacements(sharding, config);
  const shards = config.shards.map(({ name }) => name);
  const groups = { [group.root]: groupManifest(sharding, group, {}, placements) };
  const topology = buildTopology({ epoch: config.epoch, groups }, shards);
  // Where a key lives does not depend on relations, which may lead to models that are not here.
  const alone = { relations: {}, crossRelations: {} };
  const models = { [model.name]: { ...modelManifest(model), ...alone } };
  const plan = createRouter({ models }, topology).plan(model.name);
  if (!isLookup(plan)) throw internalError(`group ${group.root} has no directory`);
  const control = createControlDatabase({ url: controlUrl(config, process.env) });
  try {
    const directory = openDirectory({ control, topology, clock: systemClock });
    const named = model.shardKey.map(({ name }, i) => [name, key[i]] as const);
    return await directory.route(plan, Object.fromEntries(named));
  } finally {
    await control.disconnect();
  }
}

function isLookup(plan: ModelPlan): plan is LookupPlan {
  return plan.group.strategy === 'lookup';
}

/** The answer for people, line by line. */
export function explainLookup(
  { terminal }: CommandContext,
  { group, model }: LookupQuestion,
  shownKey: string,
  route: LookupRoute,
): void {
  const { bold, green, dim } = terminal.colors;
  const row = (name: string, value: string, why: string) => {
    terminal.out(`  ${dim(name.padEnd(7))} ${value}  ${dim(why)}`);
  };
  const others = group.members.filter((member) => member !== model.name);
  const along = others.length === 0 ? 'no other model' : others.join(', ');
  terminal.out(`${bold(model.name)} ${shownKey}`);
  if (route.placed) {
    row('shard', green(bold(route.shard)), `by the directory of ${group.root}`);
    row('version', String(route.version), 'of the entry; it grows when the key is moved');
  } else {
    row('shard', 'none', `the directory of ${group.root} has no entry: there are no rows`);
    row('first', route.candidate, 'where the first row would go now');
  }
  row('group', group.root, `with the same key on the same shard: ${along}`);
}
