import type { KeyValue } from '../../key/key-value.js';
import type { ModelPlan } from '../model-plan.js';
import { boxesOfFilter } from './boxes-of-filter.js';
import { mayHaveRows } from './key-box.js';
import { keysOfBox } from './keys-of-box.js';
import { shardsOfBox } from './shards-of-box.js';

/**
 * The shards that may hold rows which a filter matches, in topology order; undefined when all may. One
 * shard is asked when none can have a row, so that Prisma refuses what it does not take.
 */
export function shardsForFilter(plan: ModelPlan, where: unknown): readonly number[] | undefined {
  const boxes = boxesOfFilter(plan, where)?.filter(mayHaveRows);
  if (boxes === undefined) return undefined;
  const shards = new Set<number>();
  for (const box of boxes) {
    const some = shardsOfBox(plan, box);
    if (some === undefined) return undefined;
    for (const shard of some) shards.add(shard);
  }
  return inOrder(shards);
}

/** The keys that rows may have which a filter matches, where somebody else knows their shards. */
export function keysForFilter(
  plan: ModelPlan,
  where: unknown,
): readonly (readonly KeyValue[])[] | undefined {
  const boxes = boxesOfFilter(plan, where)?.filter(mayHaveRows);
  if (boxes === undefined) return undefined;
  const keys: (readonly KeyValue[])[] = [];
  for (const { key } of boxes) {
    const some = keysOfBox(key);
    if (some === undefined) return undefined;
    for (const one of some) keys.push(one);
  }
  return keys;
}

/** In topology order, and the first of all where there is none. */
export function inOrder(shards: ReadonlySet<number>): readonly number[] {
  return shards.size === 0 ? [0] : [...shards].sort((a, b) => a - b);
}
