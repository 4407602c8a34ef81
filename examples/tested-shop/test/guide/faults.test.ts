import { useVirtualShards } from 'shardgen/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { findCustomersByName } from '../../src/customers.js';
import { withRetries } from '../../src/with-retries.js';
import { kit } from '../shards.js';
import { openShop } from './open-shop.js';

const { db, shards, queries } = useVirtualShards(kit, 4);
beforeEach(() => openShop(db));

const lines = [{ sku: 'pen', quantity: 5 }];
const adas = { userId: 123n, number: 1, lines }; // Ada lives on shard_3
const graces = { userId: 1n, number: 1, lines }; // Grace lives on shard_4
const atOnce = { pause: async () => undefined };

test('down: a shard that is gone fails its own customers, and nobody else', async () => {
  await shards.shard_3.down();
  await expect(checkout(db, adas)).rejects.toMatchObject({ code: 'SG5001', shard: 'shard_3' });
  await checkout(db, graces);

  await shards.shard_3.restore();
  await checkout(db, adas);
});

test('down: a question to all shards is answered in full or not at all', async () => {
  await shards.shard_3.down();
  await expect(findCustomersByName(db, 'Grace')).rejects.toMatchObject({
    code: 'SG5002',
    failures: [{ shard: 'shard_3' }],
  });
});

test('failNext: an order is never half written', async () => {
  await shards.shard_3.failNext({ on: 'write', after: 1, with: '40001' });
  await expect(checkout(db, adas)).rejects.toMatchObject({ code: 'P2034' });
  expect(await db.order.count({ where: { userId: 123n } })).toBe(0);
});

test('failNext: what may pass is tried again', async () => {
  await shards.shard_3.failNext({ on: 'write', with: '40001', times: 2 });
  await withRetries(() => checkout(db, adas), atOnce);
  expect(await db.item.count({ where: { userId: 123n } })).toBe(1);
});

test('dropReply: an order whose answer was lost is there, and is not written again', async () => {
  // BEGIN passes; COMMIT is done, and the customer never hears of it.
  await shards.shard_3.dropReply({ on: 'transaction', after: 1 });
  await expect(checkout(db, adas)).rejects.toMatchObject({ code: 'SG5001' });
  expect(await db.order.count({ where: { userId: 123n } })).toBe(1);

  await checkout(db, adas);
  expect(await db.order.count({ where: { userId: 123n } })).toBe(1);
});

test('crash: what was committed is there afterwards', async () => {
  await checkout(db, adas);
  await shards.shard_3.crash();
  await expect(checkout(db, { ...adas, number: 2 })).rejects.toMatchObject({ code: 'SG5001' });
  await shards.shard_3.restore();
  expect(await db.order.findMany({ where: { userId: 123n } })).toMatchObject([{ number: 1 }]);
});

test('the log tells what failed', async () => {
  await shards.shard_3.failNext({ on: 'write', with: { code: '53100', message: 'disk full' } });
  queries.clear();
  await expect(checkout(db, adas)).rejects.toThrow('disk full');
  expect(queries.on('shard_3').filter(({ error }) => error !== undefined)).toMatchObject([
    { model: 'Order', method: 'create', kind: 'write', error: 'disk full' },
  ]);
});
