import { expect, test } from 'vitest';
import { assertQueriesOnShard, withVirtualShards } from '../shards.js';

// Orders spread by `userId`, which is not their id; their items do too, two levels down.
test('case 4: a key that is not the id leads to one shard', () =>
  withVirtualShards(4, async (db) => {
    await assertQueriesOnShard('shard_1', async () => {
      await db.user.create({ data: { id: 555n, name: 'Ada' } });
      await db.order.create({
        data: {
          userId: 555n,
          number: 1,
          total: '9.50',
          items: { create: { line: 1, sku: 'pen', quantity: 5, unitPrice: '1.90' } },
        },
      });
    });
    const orders = await assertQueriesOnShard('shard_1', () =>
      db.order.findMany({ where: { userId: 555n }, include: { items: true } }),
    );
    expect(orders).toMatchObject([{ number: 1, items: [{ sku: 'pen', quantity: 5 }] }]);
  }));
