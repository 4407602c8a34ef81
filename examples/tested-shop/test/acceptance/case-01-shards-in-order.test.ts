import { expect, test } from 'vitest';
import { withVirtualShards } from '../shards.js';

// The shards are those of shardgen.config.ts, so they bear its names and stand in its order.
test('case 1: four shards are exactly shard_1 to shard_4, in order', () =>
  withVirtualShards(4, async (db, { names }) => {
    expect(names).toEqual(['shard_1', 'shard_2', 'shard_3', 'shard_4']);
    await db.user.createMany({
      data: [8n, 3n, 2n, 1n].map((id) => ({ id, name: `on ${db.user.route({ id }).shard}` })),
    });
    const rows = await db.user.onAllShards().findMany();
    expect(rows.map(({ name }) => name)).toEqual(names.map((name) => `on ${name}`));
  }));
