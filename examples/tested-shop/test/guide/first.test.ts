import { expect, test } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { findCustomer } from '../../src/customers.js';
import { assertQueriesOnShard, withVirtualShards } from '../shards.js';

test('a customer and all she ordered live on one shard', () =>
  withVirtualShards(4, async (db) => {
    await db.user.create({ data: { id: 123n, name: 'Ada' } });
    await db.product.create({ data: { sku: 'pen', title: 'A pen', price: '1.90' } });
    await checkout(db, { userId: 123n, number: 1, lines: [{ sku: 'pen', quantity: 5 }] });

    const ada = await assertQueriesOnShard('shard_3', () => findCustomer(db, 123n));
    expect(ada?.orders[0]?.total.toFixed(2)).toBe('9.50');
  }));
