import { internalError } from '../errors/internal-error.js';
import { bucketOf } from '../hash/partition-hash.js';
import type { KeyValue } from '../key/key-value.js';
import type { ShardingManifest } from '../manifest/sharding-manifest.js';
import type { Topology } from '../topology/topology.js';
import { buildModelPlans } from './build-model-plans.js';
import { keyFromWhere } from './key-from-where.js';
import type { ModelPlan } from './model-plan.js';
import type { Route } from './route.js';

/** Finds the shard of a call. Synchronous, and knows nothing of connections. */
export interface Router {
  readonly topology: Topology;
  /** @throws ShardgenError SG9001 for a model that the manifest does not have. */
  plan(model: string): ModelPlan;
  /** Index in `topology.shards` of the shard that owns a canonical key. */
  shardOf(plan: ModelPlan, key: readonly KeyValue[]): number;
  /**
   * Explains where a key lives.
   *
   * @example router.route(router.plan('Order'), { userId: 1n }).shard
   * @throws ShardgenError SG3001 to SG3004, SG3010.
   */
  route(plan: ModelPlan, key: unknown): Route;
}

export function createRouter(
  manifest: Pick<ShardingManifest, 'models'>,
  topology: Topology,
): Router {
  return new HashRouter(topology, buildModelPlans(manifest, topology));
}

class HashRouter implements Router {
  constructor(
    readonly topology: Topology,
    private readonly plans: ReadonlyMap<string, ModelPlan>,
  ) {}

  plan(model: string): ModelPlan {
    const plan = this.plans.get(model);
    if (plan === undefined) throw internalError(`the manifest has no model ${model}`);
    return plan;
  }

  shardOf(plan: ModelPlan, key: readonly KeyValue[]): number {
    const { buckets, owners } = plan.group;
    // Every bucket has an owner: the topology was checked when it was built.
    return owners[bucketOf(plan.keyTypes, key, buckets)] ?? 0;
  }

  route(plan: ModelPlan, key: unknown): Route {
    const values = keyFromWhere(plan, 'route', key, 'key');
    const { name: group, buckets } = plan.group;
    const bucket = bucketOf(plan.keyTypes, values, buckets);
    const shard = this.topology.shards[this.shardOf(plan, values)] ?? '';
    const named = plan.keyFields.map((field, i) => {
      const value = values[i] ?? '';
      return [field.name, field.type === 'bigint' ? BigInt(value) : value] as const;
    });
    const shown = named.map(([name, value]) => `${name} = ${showKey(value)}`);
    return Object.freeze({
      kind: 'single',
      shard,
      bucket,
      epoch: this.topology.epoch,
      group,
      key: Object.freeze(Object.fromEntries(named)),
      why: `${shown.join(', ')} hashes to bucket ${bucket} of ${buckets} of group ${group}, which shard ${shard} owns in epoch ${this.topology.epoch}.`,
    });
  }
}

function showKey(value: KeyValue): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
