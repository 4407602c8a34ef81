import { useVirtualShards } from 'shardgen/testing/vitest';
import { beforeEach, expect, test } from 'vitest';
import { findCustomer, findCustomersByName } from '../../src/customers.js';
import { kit } from '../shards.js';
import { openShop } from './open-shop.js';

const { db, queries } = useVirtualShards(kit, 4);
beforeEach(async () => {
  await openShop(db);
  queries.clear();
});

test('toHaveQueriedOnly: these shards, each of them, and no other', async () => {
  await findCustomer(db, 123n);
  expect(db).toHaveQueriedOnly(['shard_3']);
});

test('toHaveQueried: anything at all, or this shard', async () => {
  expect(db).not.toHaveQueried();
  await findCustomer(db, 123n);
  expect(db).toHaveQueried('shard_3');
});

test('toHaveScattered: one call asked several shards', async () => {
  await findCustomer(db, 123n);
  expect(db).not.toHaveScattered();
  await findCustomersByName(db, 'Ada');
  expect(db).toHaveScattered(['shard_1', 'shard_2', 'shard_3', 'shard_4']);
});
