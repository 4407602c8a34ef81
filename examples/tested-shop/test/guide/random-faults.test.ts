import { setTimeout } from 'node:timers/promises';
import { randomSeed } from 'shardgen/testing';
import { useVirtualShards } from 'shardgen/testing/vitest';
import { expect, test } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { findCustomer } from '../../src/customers.js';
import { withRetries } from '../../src/with-retries.js';
import { kit } from '../shards.js';
import { openShop } from './open-shop.js';

const { db, withRandomFaults } = useVirtualShards(kit, 4);

test('whatever fails, no order is lost, doubled or half written', async () => {
  await openShop(db);
  const lines = ['pen', 'book'].map((sku) => ({ sku, quantity: 2 }));
  let ordered = 0;
  await withRandomFaults(
    randomSeed(),
    async () => {
      for (const userId of [123n, 1n]) {
        ordered += 1;
        const cart = { userId, number: ordered, lines };
        await stubbornly(() => checkout(db, cart));
      }
      const ada = await stubbornly(() => findCustomer(db, 123n));
      const grace = await stubbornly(() => findCustomer(db, 1n));
      const orders = [...(ada?.orders ?? []), ...(grace?.orders ?? [])];
      expect(orders).toHaveLength(ordered);
      expect(orders.filter(({ items }) => items.length !== lines.length)).toEqual([]);
    },
    { rate: 0.1, runs: 5 },
  );
});

/** A crashed shard needs a moment to come back. */
const stubbornly = <T>(work: () => PromiseLike<T>) =>
  withRetries(work, { tries: 100, pause: () => setTimeout(20) });
