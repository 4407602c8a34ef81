import { expect, test } from 'vitest';
import { assertQueriesOnShard, withVirtualShards } from '../shards.js';

test('case 3: the key by equality asks exactly its shard', () =>
  withVirtualShards(4, async (db) => {
    await db.user.create({ data: { id: 123n, name: 'Ada' } });
    const found = await assertQueriesOnShard('shard_3', () =>
      db.user.findMany({ where: { id: 123n, active: true } }),
    );
    expect(found).toEqual([{ id: 123n, name: 'Ada', active: true }]);
  }));
