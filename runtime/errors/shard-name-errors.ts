import { describeValue } from './describe-value.js';
import { suggestName } from './did-you-mean.js';
import { ShardgenError } from './shardgen-error.js';

export const SHARD_NAME_CODES = {
  SG3009: 'a shard name is unknown',
  SG3034: 'onShards() is given no list of shards, or an empty one',
} as const;

export function unknownShard(
  model: string,
  method: 'onShard' | 'onShards' | 'move',
  given: unknown,
  legal: readonly string[],
): ShardgenError {
  return new ShardgenError({
    code: 'SG3009',
    message: `${model}.${method}(): there is no shard ${typeof given === 'string' ? JSON.stringify(given) : `named by ${describeValue(given)}`}.`,
    fix: suggestName(typeof given === 'string' ? given : '', legal),
  });
}

export function noShards(model: string, given: unknown): ShardgenError {
  const what = Array.isArray(given) ? 'an empty list' : describeValue(given);
  return new ShardgenError({
    code: 'SG3034',
    message: `${model}.onShards(): the shards to ask are ${what}.`,
    fix: "Give a list of names, like `['shard_1', 'shard_3']`; ask every shard with onAllShards().",
  });
}
