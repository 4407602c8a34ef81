import { expect } from 'vitest';
import { toHaveQueried, toHaveQueriedOnly, toHaveScattered } from './judge-queries.js';

expect.extend({ toHaveQueried, toHaveQueriedOnly, toHaveScattered });

export type { QueryMatchers } from './query-matchers.js';
export type { ShardNameOf } from './shard-name-of.js';
export { type UseVirtualShardsOptions, useVirtualShards } from './use-virtual-shards.js';
