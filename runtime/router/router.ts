import { internalError } from '../errors/internal-error.js';
import { describeRegion } from '../geographic/describe-region.js';
import { bucketOf } from '../hash/partition-hash.js';
import type { KeyValue } from '../key/key-value.js';
import type { ShardingManifest } from '../manifest/sharding-manifest.js';
import { describeRange } from '../range/describe-range.js';
import type { Topology } from '../topology/topology.js';
import { askStrategy } from './ask-strategy.js';
import { buildModelPlans } from './build-model-plans.js';
import { keyFromWhere } from './key-from-where.js';
import type { ModelPlan } from './model-plan.js';
import { describeKeys, namedKey } from './named-key.js';
import { rangeOf, regionOf } from './place-of-key.js';
import { shardsForFilter } from './prune/shards-for-filter.js';
import type { AnyRoute, CopiesRoute } from './route.js';
import { routeOfId } from './route-of-id.js';

/** Finds the shard of a call. Synchronous, and knows nothing of connections. */
export interface Router {
  readonly topology: Topology;
  /** @throws ShardgenError SG9001 for a model that the manifest does not have. */
  plan(model: string): ModelPlan;
  /** Of all models, in the order of the manifest. */
  plans(): readonly ModelPlan[];
  /**
   * Index in `topology.shards` of the shard that owns a canonical key of a call.
   *
   * The directory, and not this, knows those of a group that is looked up.
   *
   * @throws ShardgenError SG3013 when no region has the key, SG3021 when no range has it, SG3016 and SG3017
   * by a custom strategy.
   */
  shardOf(plan: ModelPlan, key: readonly KeyValue[], method: string): number;
  /** Says that every shard has the rows of a reference model. */
  routeCopies(plan: ModelPlan): CopiesRoute;
  /**
   * Indexes in `topology.shards` of the shards that may have rows which a filter matches; at least one. All of
   * them for a group that is looked up: see `findShardsFor`.
   */
  shardsFor(plan: ModelPlan, where: unknown): readonly number[];
  /**
   * Explains where a key lives; a global model needs none. An id that carries its bucket will do, too.
   *
   * @example router.route(router.plan('Order'), { userId: 1n }).shard
   * @throws ShardgenError SG3001 to SG3004, SG3010, SG3013, SG3021, SG3804.
   */
  route(plan: ModelPlan, key: unknown): AnyRoute;
}

const NO_KEY = Object.freeze({});

const everywhere = ({ name }: ModelPlan) =>
  internalError(`every shard has the rows of ${name}, not one`);

export function createRouter(
  manifest: Pick<ShardingManifest, 'models'>,
  topology: Topology,
): Router {
  return new StaticRouter(topology, buildModelPlans(manifest, topology));
}

class StaticRouter implements Router {
  constructor(
    readonly topology: Topology,
    private readonly byName: ReadonlyMap<string, ModelPlan>,
  ) {}

  plan(model: string): ModelPlan {
    const plan = this.byName.get(model);
    if (plan === undefined) throw internalError(`the manifest has no model ${model}`);
    return plan;
  }

  plans(): readonly ModelPlan[] {
    return [...this.byName.values()];
  }

  shardOf(plan: ModelPlan, key: readonly KeyValue[], method: string): number {
    const { group } = plan;
    switch (group.strategy) {
      case 'hash':
        // Every bucket has an owner: the topology was checked when it was built.
        return group.owners[bucketOf(plan.keyTypes, key, group.buckets)] ?? 0;
      case 'geographic':
        return regionOf(plan, group, key, method).shard;
      case 'range':
        return rangeOf(plan, group, key, method).shard;
      case 'lookup':
        throw internalError(
          `the directory knows the shards of group ${group.name}, not the router`,
        );
      case 'custom':
        return askStrategy(plan, group, key, method);
      case 'global':
        return group.shard;
      case 'reference':
        throw everywhere(plan);
      default:
        return group satisfies never;
    }
  }

  shardsFor(plan: ModelPlan, where: unknown): readonly number[] {
    return shardsForFilter(plan, where) ?? [...this.topology.shards.keys()];
  }

  routeCopies({ name, group }: ModelPlan): CopiesRoute {
    const { epoch, shards } = this.topology;
    const why = `${name} is a reference model: each of the ${shards.length} shards has all its rows in epoch ${epoch}.`;
    return Object.freeze({ kind: 'copies', shards, group: group.name, key: NO_KEY, epoch, why });
  }

  route(plan: ModelPlan, key: unknown): AnyRoute {
    const { group } = plan;
    if (group.strategy === 'reference') throw everywhere(plan);
    const byId = routeOfId(plan, this.topology, key);
    if (byId !== undefined) return byId;
    const values = group.strategy === 'global' ? [] : keyFromWhere(plan, 'route', key, 'key');
    const { epoch, shards } = this.topology;
    const shard = shards[this.shardOf(plan, values, 'route')] ?? '';
    const named = namedKey(plan, values);
    const shown = describeKeys(named);
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
        const why = `${shown} hashes to bucket ${bucket} of ${group.buckets} of group ${group.name}, which shard ${shard} owns in epoch ${epoch}.`;
        return Object.freeze({ ...route, bucket, why });
      }
      case 'geographic': {
        const { region } = regionOf(plan, group, values, 'route');
        const place =
          region === 'default' ? 'no other region' : `the region ${describeRegion(region)}`;
        const why = `${shown} is in ${place} of group ${group.name}, so on shard ${shard} in epoch ${epoch}.`;
        return Object.freeze({ ...route, region, why });
      }
      case 'range': {
        const { range } = rangeOf(plan, group, values, 'route');
        const place = range === 'default' ? 'no other range' : `the range ${describeRange(range)}`;
        const why = `${shown} is in ${place}, of group ${group.name}, so on shard ${shard} in epoch ${epoch}.`;
        return Object.freeze({ ...route, range, why });
      }
      case 'lookup':
        throw internalError(
          `the directory knows the routes of group ${group.name}, not the router`,
        );
      case 'custom': {
        const why = `the strategy of group ${group.name} puts ${shown} on shard ${shard} in epoch ${epoch}.`;
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
