import type { KeyType } from '../../schema/model/key-type.js';
import type { ShardingModel } from '../../schema/model/sharding-model.js';

/** Key field of a group's root to how it is hashed, in key order. */
export function groupKey(model: ShardingModel, root: string): Readonly<Record<string, KeyType>> {
  const found = model.models.find((each) => each.name === root);
  return Object.fromEntries((found?.shardKey ?? []).map(({ name, type }) => [name, type]));
}
