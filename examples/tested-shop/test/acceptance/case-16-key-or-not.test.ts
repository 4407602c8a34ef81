import { expect, test } from 'vitest';
import { assertQueriesOnShard, assertScatter, withVirtualShards } from '../ranges.js';

test('case 16: another field asks all shards, an id asks the shard of its range', () =>
  withVirtualShards({}, async (db, { names }) => {
    const ids = ['2023_06_15_1', '2024_03_15_2', '2025_01_01_3'];
    await db.document.createMany({ data: ids.map((id) => ({ id, userId: 1 })) });
    const mine = await assertScatter(
      () => db.document.onAllShards().findMany({ where: { userId: 1 } }),
      names,
    );
    expect(mine).toHaveLength(3);
    const where = { id: '2024_03_15_2' };
    await assertQueriesOnShard('y2024_h1', () => db.document.findUnique({ where }));
    await assertQueriesOnShard('y2024_h1', () => db.document.onAllShards().findMany({ where }));
  }));
