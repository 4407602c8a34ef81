import { expect, test, vi } from 'vitest';
import { assertQueriesOnShard, withVirtualShards } from '../shards.js';

/** One id on each shard. */
const HOMES = { shard_1: 2n, shard_2: 3n, shard_3: 8n, shard_4: 1n } as const;

// What a task sees is the handle that it was given; whoever started it sees none.
test('case 11: four interleaved tasks each see their own shard, and who started them sees none', () =>
  withVirtualShards(4, async (db, { names, queries }) => {
    await db.user.createMany({ data: Object.values(HOMES).map((id) => ({ id, name: 'Ada' })) });
    queries.clear();
    const underWay: string[] = [];
    const tasks = names.map((name) =>
      assertQueriesOnShard(name, async () => {
        const handle = db.user.onShard(name);
        const before = await handle.findFirstOrThrow();
        underWay.push(name);
        await vi.waitUntil(() => underWay.length === names.length);
        return [before.id, (await handle.findFirstOrThrow()).id];
      }),
    );
    expect(await Promise.all(tasks)).toEqual(names.map((name) => [HOMES[name], HOMES[name]]));
    // The first statement of each task came before the second one of any.
    const first = queries.statements.slice(0, 4).map(({ shard }) => shard);
    expect(first.sort()).toEqual(names);

    await assertQueriesOnShard('shard_3', () => db.user.count({ where: { id: 123n } }));
  }));
