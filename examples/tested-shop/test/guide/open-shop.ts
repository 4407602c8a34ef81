import type { ShardedClient } from '../../src/generated/shards/index.js';

/** Ada lives on shard_3, Grace on shard_4; the pen lives on shard_2, the book on shard_4. */
export async function openShop(db: ShardedClient): Promise<void> {
  await db.user.createMany({
    data: [
      { id: 123n, name: 'Ada' },
      { id: 1n, name: 'Grace' },
    ],
  });
  await db.product.createMany({
    data: [
      { sku: 'pen', title: 'A pen', price: '1.90' },
      { sku: 'book', title: 'A book', price: '20.00' },
    ],
  });
}
