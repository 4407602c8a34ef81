import { expect, test } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { withVirtualShards } from '../shards.js';
import { openShop } from './open-shop.js';

test('crash: a server that is really killed has what was committed', () =>
  withVirtualShards({ shards: 2, servers: 'separate' }, async (db, { shards }) => {
    const { pid } = shards.shard_2;
    await openShop(db);
    const cart = { userId: 123n, number: 1, lines: [{ sku: 'pen', quantity: 5 }] };
    const order = await checkout(db, cart);

    await shards.shard_2.crash();
    await shards.shard_2.restore();
    expect(shards.shard_2.pid).not.toBe(pid);
    expect(await checkout(db, cart)).toEqual(order);
  }));
