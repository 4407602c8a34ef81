import { expect, test } from 'vitest';
import { assertQueriesOnShard, assertScatter, withVirtualShards } from '../shards.js';

test('case 6: a named shard is the only one asked, and all shards are all of them', () =>
  withVirtualShards(4, async (db, { names }) => {
    await db.user.createMany({ data: [1, 2, 3, 7, 8].map((id) => ({ id, name: 'Ada' })) });
    const there = await assertQueriesOnShard('shard_2', () =>
      db.user.onShard('shard_2').findMany({ where: { name: 'Ada' }, orderBy: { id: 'asc' } }),
    );
    expect(there.map(({ id }) => id)).toEqual([3n, 7n]);
    expect(await assertScatter(() => db.user.onAllShards().count(), names)).toBe(5);
  }));
