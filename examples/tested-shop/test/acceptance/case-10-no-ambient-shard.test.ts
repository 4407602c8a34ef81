import { expect, test } from 'vitest';
import { withVirtualShards } from '../shards.js';

// No shard is ever "the current one": a handle names its shard, wherever it is used.
test('case 10: handles of shards do not change what is around or inside them', () =>
  withVirtualShards(4, async (db, { queries }) => {
    const byKey = () => db.user.count({ where: { id: 123n } }); // lives on shard_3
    await byKey();
    const outer = db.user.onShard('shard_1');
    await outer.count();
    const inner = db.user.onShard('shard_2');
    await inner.count();
    await outer.count();
    await byKey();
    expect(queries.statements.map(({ shard }) => shard)).toEqual([
      'shard_3',
      'shard_1',
      'shard_2',
      'shard_1',
      'shard_3',
    ]);
  }));
