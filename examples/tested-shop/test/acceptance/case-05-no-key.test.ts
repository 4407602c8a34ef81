import { expect, test } from 'vitest';
import { assertNoQueries, assertScatter, withVirtualShards } from '../shards.js';

const ALL = ['shard_1', 'shard_2', 'shard_3', 'shard_4'] as const;

// Nothing is ever sent to all shards silently: `onAllShards()` says it, and the rest does not compile.
test('case 5: a filter without the key, and a bare count, ask all four shards when told to', () =>
  withVirtualShards(4, async (db) => {
    await db.user.createMany({
      data: [1, 2, 3, 8].map((id) => ({ id, name: 'Ada', active: id !== 8 })),
    });
    const active = await assertScatter(
      () => db.user.onAllShards().findMany({ where: { active: true } }),
      ALL,
    );
    expect(active).toHaveLength(3);
    expect(await assertScatter(() => db.user.onAllShards().count(), ALL)).toBe(4);
  }));

test('case 5: without the word nothing is asked', () =>
  withVirtualShards(4, (db) =>
    assertNoQueries(async () => {
      // @ts-expect-error: Property 'id' is missing
      const active = db.user.findMany({ where: { active: true } });
      await expect(active).rejects.toMatchObject({ code: 'SG3001' });
      // @ts-expect-error: Expected 1 arguments, but got 0
      await expect(db.user.count()).rejects.toMatchObject({ code: 'SG3001' });
    }),
  ));
