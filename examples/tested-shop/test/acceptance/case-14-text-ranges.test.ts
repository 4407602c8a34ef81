import { expect, test } from 'vitest';
import { withVirtualShards } from '../ranges.js';

const HOMES = {
  old: '2023_06_15_1',
  y2024_h1: '2024_03_20_2',
  y2024_h2: '2024_09_10_3',
  current: '2025_01_01_4',
} as const;

test('case 14: each id lives in the shard of its day', () =>
  withVirtualShards({}, async (db, { names }) => {
    await db.document.createMany({ data: Object.values(HOMES).map((id) => ({ id, userId: 1 })) });
    for (const name of names) {
      expect(await db.document.onShard(name).findMany()).toEqual([{ id: HOMES[name], userId: 1 }]);
      expect(db.document.route({ id: HOMES[name] }).shard).toBe(name);
    }
  }));
