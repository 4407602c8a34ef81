import { useVirtualShards } from 'shardgen/testing/vitest';
import { beforeEach, expect, test, vi } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { findCustomer } from '../../src/customers.js';
import { withRetries } from '../../src/with-retries.js';
import { kit, withVirtualShards } from '../shards.js';
import { openShop } from './open-shop.js';

const { db, shards, clock } = useVirtualShards(kit, {
  shards: 4,
  time: 'fake',
  deadlineMs: 30_000,
});
beforeEach(() => openShop(db));

test('partition: a call fails at its deadline, and the test does not wait for it', async () => {
  await shards.shard_3.partition();
  const call = expect(findCustomer(db, 123n)).rejects.toMatchObject({ code: 'SG5004' });
  await clock.advance(30_000);
  await call;
});

test('partition: what hangs goes on when the shard is back', async () => {
  await shards.shard_3.partition();
  const call = Promise.resolve(findCustomer(db, 123n));
  await clock.advance(29_999);
  await shards.shard_3.restore();
  expect(await call).toMatchObject({ name: 'Ada' });
});

test('the pauses of our own code pass on the same clock', () =>
  withVirtualShards({ shards: 4, time: 'fake' }, async (db, { shards, clock }) => {
    await openShop(db);
    await shards.shard_3.down();
    const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
    const cart = { userId: 123n, number: 1, lines: [{ sku: 'pen', quantity: 5 }] };
    const order = withRetries(() => checkout(db, cart), { pause });
    await vi.waitUntil(() => clock.waiting === 1); // the first try failed
    await shards.shard_3.restore();
    await clock.advance(50);
    expect(await order).toMatchObject({ number: 1 });
  }));
