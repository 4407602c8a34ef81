import { useVirtualShards } from 'shardgen/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { checkout } from '../../src/checkout.js';
import { findCustomer, findCustomersByName } from '../../src/customers.js';
import {
  assertNoQueries,
  assertQueriesOnShard,
  assertQueriesTouchShard,
  assertScatter,
  kit,
} from '../shards.js';
import { openShop } from './open-shop.js';

const { db, queries } = useVirtualShards(kit, 4);
beforeEach(async () => {
  await openShop(db);
  queries.clear();
});

test('assertQueriesOnShard: there, and nowhere else', async () => {
  const ada = await assertQueriesOnShard('shard_3', () => findCustomer(db, 123n));
  expect(ada?.name).toBe('Ada');
});

test('assertQueriesTouchShard: there, and anywhere else', async () => {
  const cart = { userId: 123n, number: 1, lines: [{ sku: 'pen', quantity: 5 }] };
  // The price is read on shard_2, the order is written on shard_3.
  await assertQueriesTouchShard('shard_2', () => checkout(db, cart));
});

test('assertScatter: one call that asks several shards', async () => {
  const found = await assertScatter(() => findCustomersByName(db, 'Ada'));
  expect(found).toHaveLength(1);
});

test('assertNoQueries: not a word to any database', async () => {
  const { bucket } = await assertNoQueries(() => db.user.route({ id: 123n }));
  expect(bucket).toBe(2752);
});

test('the log has every statement, in order', async () => {
  const cart = { userId: 123n, number: 1, lines: [{ sku: 'pen', quantity: 5 }] };
  await checkout(db, cart);
  const lines = queries.statements.map(
    ({ shard, model, method, kind }) => `${shard} ${model}.${method} ${kind}`,
  );
  expect(lines).toEqual([
    'shard_2 Product.findUniqueOrThrow read',
    'shard_3 Order.create transaction',
    'shard_3 Order.create write',
    'shard_3 Order.create write',
    'shard_3 Order.create read',
    'shard_3 Order.create read',
    'shard_3 Order.create transaction',
  ]);
  expect(queries.shards).toEqual(['shard_2', 'shard_3']);
  expect(queries.on('shard_2')).toMatchObject([{ rows: 1, error: undefined }]);
});
