import { PartialWriteError } from 'shardgen';
import type { ShardedClient } from './generated/shards/index.js';
import { withRetries } from './with-retries.js';

export interface NewProduct {
  readonly sku: string;
  readonly title: string;
  readonly price: string;
}

/** Products are spread over all shards. When some shards fail, only their products are sent again. */
export async function importProducts(
  db: ShardedClient,
  products: readonly NewProduct[],
): Promise<void> {
  let missing = products;
  await withRetries(async () => {
    try {
      // A shard may have written its rows and lost the answer: then they are there already.
      await db.product.createMany({ data: [...missing], skipDuplicates: true });
    } catch (error) {
      if (error instanceof PartialWriteError) {
        const failed = new Set(error.failures.map(({ shard }) => shard));
        missing = missing.filter(({ sku }) => failed.has(db.product.route({ sku }).shard));
      }
      throw error;
    }
  });
}
