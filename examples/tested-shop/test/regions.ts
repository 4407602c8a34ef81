import { createTestingKit } from 'shardgen/testing';
import { createShards } from '../src/generated/regions/shards/index.js';

/** Virtual shards for the customers, who live in regions. Their shards are those of the config, by name. */
export const { withVirtualShards, assertNoQueries, assertQueriesOnShard, assertScatter } =
  createTestingKit({ createShards, schema: 'regions/schema.prisma' });
