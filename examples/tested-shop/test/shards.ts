import { createTestingKit } from 'shardgen/testing';
import { createShards } from '../src/generated/shards/index.js';

/** Virtual shards for the tests of this project: real databases behind our own client. */
export const kit = createTestingKit({ createShards, schema: 'prisma/schema.prisma' });

export const {
  withVirtualShards,
  assertQueriesOnShard,
  assertQueriesTouchShard,
  assertNoQueries,
  assertScatter,
} = kit;
