import { internalError } from '../errors/internal-error.js';
import type { KeyValue } from '../key/key-value.js';
import type { ModelPlan } from '../router/model-plan.js';
import { inOrder, keysForFilter } from '../router/prune/shards-for-filter.js';
import type { Router } from '../router/router.js';
import type { Directory, LookupPlan } from './directory.js';
import type { StrayWatch } from './strays.js';

/** What knows where keys are. */
export interface KeyPlaces {
  readonly router: Router;
  /** There when a group is looked up. */
  readonly directory?: Directory | undefined;
  /** With the directory. */
  readonly strays?: StrayWatch | undefined;
}

/** At once, or when somebody has been asked. */
export type Soon<T> = T | Promise<T>;

export function isLookup(plan: ModelPlan): plan is LookupPlan {
  return plan.group.strategy === 'lookup';
}

/** Index of the shard that has the rows of a key. */
export function findShard(
  runtime: KeyPlaces,
  plan: ModelPlan,
  key: readonly KeyValue[],
  method: string,
): Soon<number> {
  return isLookup(plan)
    ? directoryOf(runtime).shardOf(plan, key, method)
    : runtime.router.shardOf(plan, key, method);
}

/** The same for several keys, in their order. */
export function findShards(
  runtime: KeyPlaces,
  plan: ModelPlan,
  keys: readonly (readonly KeyValue[])[],
  method: string,
): Soon<readonly number[]> {
  return isLookup(plan)
    ? directoryOf(runtime).shardsOf(plan, keys, method)
    : keys.map((key) => runtime.router.shardOf(plan, key, method));
}

/** Those that may have rows which a filter matches, in topology order; at least one. */
export function findShardsFor(
  runtime: KeyPlaces,
  plan: ModelPlan,
  where: unknown,
  method: string,
): Soon<readonly number[]> {
  const keys = isLookup(plan) ? keysForFilter(plan, where) : undefined;
  if (!isLookup(plan) || keys === undefined) return runtime.router.shardsFor(plan, where);
  return soon(directoryOf(runtime).placesOf(plan, keys, method), inOrder);
}

export function directoryOf({ directory }: KeyPlaces): Directory {
  if (directory === undefined) throw internalError('a group is looked up without a directory');
  return directory;
}

/** Goes on with a value, now if it is there. */
export function soon<T, R>(value: Soon<T>, work: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(work) : work(value);
}
