import { nearestName } from '../errors/did-you-mean.js';
import { internalError } from '../errors/internal-error.js';
import { noRegion } from '../errors/routing-errors.js';
import { describeRegion } from '../geographic/describe-region.js';
import { findRegion } from '../geographic/find-region.js';
import { bucketOf } from '../hash/partition-hash.js';
import type { KeyValue } from '../key/key-value.js';
import type { ShardingManifest } from '../manifest/sharding-manifest.js';
import type { GeographicGroup, Topology } from '../topology/topology.js';
import { askStrategy } from './ask-strategy.js';
import { buildModelPlans } from './build-model-plans.js';
import { keyFromWhere } from './key-from-where.js';
import type { ModelPlan } from './model-plan.js';
import { namedKey } from './named-key.js';
import type { NamedRoute, RegionRoute, Route } from './route.js';

/** Finds the shard of a call. Synchronous, and knows nothing of connections. */
export interface Router {
  readonly topology: Topology;
  /** @throws ShardgenError SG9001 for a model that the manifest does not have. */
  plan(model: string): ModelPlan;
  /**
   * Index in `topology.shards` of the shard that owns a canonical key of a call.
   *
   * @throws ShardgenError SG3013 when no region has the key, SG3016 and SG3017 by a custom strategy.
   */
  shardOf(plan: ModelPlan, key: readonly KeyValue[], method: string): number;
  /**
   * Explains where a key lives; a global model needs none.
   *
   * @example router.route(router.plan('Order'), { userId: 1n }).shard
   * @throws ShardgenError SG3001 to SG3004, SG3010, SG3013.
   */
  route(plan: ModelPlan, key: unknown): Route | RegionRoute | NamedRoute;
}

export function createRouter(
  manifest: Pick<ShardingManifest, 'models'>,
  topology: Topology,
): Router {
  return new StaticRouter(topology, buildModelPlans(manifest, topology));
}

class StaticRouter implements Router {
  constructor(
    readonly topology: Topology,
    private readonly plans: ReadonlyMap<string, ModelPlan>,
  ) {}

  plan(model: string): ModelPlan {
    const plan = this.plans.get(model);
    if (plan === undefined) throw internalError(`the manifest has no model ${model}`);
    return plan;
  }

  shardOf(plan: ModelPlan, key: readonly KeyValue[], method: string): number {
    const { group } = plan;
    switch (group.strategy) {
      case 'hash':
        // Every bucket has an owner: the topology was checked when it was built.
        return group.owners[bucketOf(plan.keyTypes, key, group.buckets)] ?? 0;
      case 'geographic':
        return regionOf(plan, group, key, method).shard;
      case 'custom':
        return askStrategy(plan, group, key, method);
      case 'global':
        return group.shard;
      default:
        return group satisfies never;
    }
  }

  route(plan: ModelPlan, key: unknown): Route | RegionRoute | NamedRoute {
    const { group } = plan;
    const values = group.strategy === 'global' ? [] : keyFromWhere(plan, 'route', key, 'key');
    const { epoch, shards } = this.topology;
    const shard = shards[this.shardOf(plan, values, 'route')] ?? '';
    const named = namedKey(plan, values);
    const shown = Object.entries(named).map(([name, value]) => `${name} = ${showKey(value)}`);
    const route = {
      kind: 'single',
      shard,
      epoch,
      group: group.name,
      key: Object.freeze(named),
    } as const;
    switch (group.strategy) {
      case 'hash': {
        const bucket = bucketOf(plan.keyTypes, values, group.buckets);
        const why = `${shown.join(', ')} hashes to bucket ${bucket} of ${group.buckets} of group ${group.name}, which shard ${shard} owns in epoch ${epoch}.`;
        return Object.freeze({ ...route, bucket, why });
      }
      case 'geographic': {
        const { region } = regionOf(plan, group, values, 'route');
        const place =
          region === 'default' ? 'no other region' : `the region ${describeRegion(region)}`;
        const why = `${shown.join(', ')} is in ${place} of group ${group.name}, so on shard ${shard} in epoch ${epoch}.`;
        return Object.freeze({ ...route, region, why });
      }
      case 'custom': {
        const why = `the strategy of group ${group.name} puts ${shown.join(', ')} on shard ${shard} in epoch ${epoch}.`;
        return Object.freeze({ ...route, why });
      }
      case 'global': {
        const why = `${plan.name} is global: all its rows live on shard ${shard} in epoch ${epoch}.`;
        return Object.freeze({ ...route, why });
      }
      default:
        return group satisfies never;
    }
  }
}

function regionOf(
  plan: ModelPlan,
  group: GeographicGroup,
  key: readonly KeyValue[],
  method: string,
): GeographicGroup['regions'][number] {
  const found = group.regions[findRegion(group, plan.keyTypes, key)];
  if (found !== undefined) return found;
  const [field] = group.fields;
  const [value] = key;
  const known = group.regions.flatMap(({ region }) =>
    region === 'default' || field === undefined ? [] : (region[field] ?? []),
  );
  const near =
    typeof value === 'string' && !known.includes(value) ? nearestName(value, known) : undefined;
  throw noRegion({ model: plan.name, method }, group.name, namedKey(plan, key), near);
}

function showKey(value: KeyValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
