import { expect, test } from 'vitest';
import { assertQueriesOnShard, withVirtualShards } from '../ranges.js';

const HOMES = {
  old: [1000, 5000, 9999],
  y2024_h1: [10000, 50000],
  y2024_h2: [999],
  current: [100000, 500000],
} as const;

test('case 13: each number lives in the shard of its range, and the ends belong to one of two', () =>
  withVirtualShards({}, async (db, { names }) => {
    await db.account.createMany({
      data: Object.values(HOMES)
        .flat()
        .map((id) => ({ id, name: 'Ada' })),
    });
    for (const name of names) {
      const rows = await db.account.onShard(name).findMany({ orderBy: { id: 'asc' } });
      expect(rows.map(({ id }) => id)).toEqual(HOMES[name]);
      for (const id of HOMES[name]) {
        await assertQueriesOnShard(name, () => db.account.findUnique({ where: { id } }));
      }
    }
  }));
