import { expect, test } from 'vitest';
import { kit, withVirtualShards } from '../shards.js';

test('some of the shards, by name', () =>
  withVirtualShards({ shards: ['shard_1', 'shard_4'] }, async (db, { names }) => {
    expect(names).toEqual(['shard_1', 'shard_4']);
    expect(db.user.route({ id: 123n }).shard).toBe('shard_4');
  }));

test('more of them than the config has', () =>
  withVirtualShards(6, async (db, { names }) => {
    expect(names.slice(4)).toEqual(['shard_5', 'shard_6']);
    await db.user.createMany({
      data: Array.from({ length: 20 }, (_, id) => ({ id, name: 'Ada' })),
    });
    expect(await db.user.onAllShards().count()).toBe(20);
  }));

test('a name that is misspelt does not compile, and says what was meant', async () => {
  // @ts-expect-error: Type '"shard_11"' is not assignable
  const started = kit.startVirtualShards({ shards: ['shard_11'] });
  await expect(started).rejects.toThrow('There is no virtual shard "shard_11"');
});
