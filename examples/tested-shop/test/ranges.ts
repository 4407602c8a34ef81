import { createTestingKit } from 'shardgen/testing';
import { createShards } from '../src/generated/ranges/shards/index.js';

/** Virtual shards for what is placed by its range. Their shards are those of the config, by name. */
export const { withVirtualShards, assertNoQueries, assertQueriesOnShard, assertScatter } =
  createTestingKit({ createShards, schema: 'ranges/schema.prisma' });
