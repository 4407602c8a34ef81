import { expect, test, vi } from 'vitest';
import { assertScatter, withVirtualShards } from '../shards.js';

test('case 12: every shard runs its part, and gives its own result', () =>
  withVirtualShards(4, async (db, { names }) => {
    await db.user.createMany({
      data: Array.from({ length: 10 }, (_, index) => ({ id: index + 1, name: 'Ada' })),
    });
    const counts = await Promise.all(names.map((name) => db.user.onShard(name).count()));
    expect(counts).toEqual([3, 3, 1, 3]);
    expect(await assertScatter(() => db.user.onAllShards().count(), names)).toBe(10);
  }));

// Each shard needs a second. The clock says whether they need it together, and nobody waits for it.
test('case 12: the shards are asked at the same time', () =>
  withVirtualShards({ shards: 4, time: 'fake' }, async (db, { names, shards, clock }) => {
    await db.user.create({ data: { id: 1n, name: 'Ada' } });
    for (const name of names) await shards[name].slow(1000);
    const count = Promise.resolve(db.user.onAllShards().count());
    await vi.waitUntil(() => clock.waiting === 4);
    await clock.advance(1000);
    expect(await count).toBe(1);
  }));
