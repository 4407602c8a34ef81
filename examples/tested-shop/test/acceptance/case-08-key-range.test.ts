import { expect, test } from 'vitest';
import { assertNoQueries, assertScatter, withVirtualShards } from '../shards.js';

test('case 8: a range of keys asks all shards, and only when told to', () =>
  withVirtualShards(4, async (db, { names }) => {
    await db.user.createMany({
      data: Array.from({ length: 10 }, (_, index) => ({ id: index + 1, name: 'Ada' })),
    });
    await assertNoQueries(async () => {
      // @ts-expect-error: Property 'equals' is missing
      const above = db.user.findMany({ where: { id: { gt: 5n } } });
      await expect(above).rejects.toMatchObject({ code: 'SG3003' });
    });
    const above = await assertScatter(
      () => db.user.onAllShards().findMany({ where: { id: { gt: 5n } } }),
      names,
    );
    expect(above.map(({ id }) => id).sort()).toEqual([10n, 6n, 7n, 8n, 9n]);
  }));
