import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { useVirtualShards } from '../../../../../../../runtime/testing/vitest/index.js';
import { kit, report } from '../kit.js';

const virtual = useVirtualShards(kit, 2);
const { db, queries } = virtual;
const create = (id: bigint) => db['user']?.create({ data: { id, name: 'Ada' } });
const ids = async () => {
  const rows = await db['user']?.onAllShards().findMany();
  return rows?.map((row: { id: bigint }) => row.id).sort();
};

beforeAll(() => create(1n));
beforeEach(() => create(2n));
afterEach(() => expect(queries.statements.length).toBeGreaterThan(0));

test.each(['first', 'second'])('the %s test has the rows of beforeEach only', async () => {
  onTestFinished(() => expect(db).toHaveQueried());
  expect(db).toHaveQueriedOnly([db['user']?.route({ id: 2n }).shard ?? '']);
  expect(await ids()).toEqual([2n]);
  await create(9n);
});

describe('below', () => {
  beforeEach(() => create(3n));

  test('hooks of a describe come after the reset too', async () => {
    expect(await ids()).toEqual([2n, 3n]);
  });
});

let attempts = 0;
test('each retry begins anew', { retry: 2 }, async () => {
  attempts += 1;
  expect(await ids()).toEqual([2n]);
  await create(5n);
  expect(attempts).toBe(3);
});

test('reports', () => report('order', virtual));
