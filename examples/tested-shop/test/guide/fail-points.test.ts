import { useVirtualShards } from 'shardgen/testing/vitest';
import { expect, test } from 'vitest';
import { importProducts } from '../../src/import-products.js';
import { kit } from '../shards.js';

const { db, shards, queries, failPoints } = useVirtualShards(kit, 4);

/** One product on each shard. */
const products = ['key', 'pen', 'tea', 'book'].map((sku) => ({ sku, title: sku, price: '2.00' }));

test('stopAt: look at the world between two steps', async () => {
  await shards.shard_2.failNext({ on: 'write', with: 'connection lost' });
  const stop = failPoints.stopAt('createMany', 2);
  const done = importProducts(db, products);
  await stop.reached; // every shard has answered, and importProducts does not know
  expect(await db.product.onAllShards().count()).toBe(3);

  queries.clear();
  stop.goOn();
  await done;
  expect(db).toHaveQueriedOnly(['shard_2']); // only the product that failed was sent again
  expect(await db.product.onAllShards().count()).toBe(4);
});

test('end: as if the process had died at this point', async () => {
  const stop = failPoints.stopAt('createMany', 2);
  const done = expect(importProducts(db, products)).rejects.toMatchObject({ code: 'SG7013' });
  await stop.reached;
  stop.end();
  await done;

  await importProducts(db, products); // the next process starts anew
  expect(await db.product.onAllShards().count()).toBe(4);
});
