import { useVirtualShards } from 'shardgen/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { kit } from '../shards.js';
import { openShop } from './open-shop.js';

const { db } = useVirtualShards(kit, 4);
beforeEach(() => openShop(db));

const cart = { userId: 123n, number: 1, lines: [{ sku: 'pen', quantity: 5 }] };

describe('a checkout', () => {
  test('writes the order', async () => {
    await checkout(db, cart);
    expect(await db.order.onAllShards().count()).toBe(1);
  });

  test('finds no order of the test before', async () => {
    expect(await db.order.onAllShards().count()).toBe(0);
  });
});

test('a checkout that is repeated is the same order', async () => {
  const once = await checkout(db, cart);
  expect(await checkout(db, cart)).toEqual(once);
  expect(await db.item.onAllShards().count()).toBe(1);
});
