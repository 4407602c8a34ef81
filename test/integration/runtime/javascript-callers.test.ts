import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelMethod } from '../../../runtime/index.js';
import { expectNothingSent } from '../../support/expect-nothing-sent.js';
import { type FixtureShards, startFixtureShards } from './fixture/fixture-shards.js';
import type { LooseRepository } from './fixture/repository.js';

let shards: FixtureShards;
let orders: LooseRepository;

beforeAll(async () => {
  shards = await startFixtureShards('javascript-callers');
  orders = shards.repository('Order');
  for (let id = 1n; id <= 20n; id++) {
    await shards.repository('User').call('create', {
      data: { id, email: `u${id}`, orders: { create: { id: 1n } } },
    });
  }
  shards.virtual.queries.clear();
});

afterAll(async () => {
  // None of the refused calls may have touched a row on any shard.
  expect(await orders.onAllShards().count()).toBe(20);
  expect(await orders.onAllShards().count({ where: { total: 0 } })).toBe(20);
  await shards.stop();
});

const WHERE: ModelMethod[] = [
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'delete',
  'deleteMany',
  'count',
  'aggregate',
  'groupBy',
];
const DATA: ModelMethod[] = ['create', 'createMany', 'createManyAndReturn'];

const BAD_KEYS = [undefined, null, '1', Number.NaN, 1.5, true, {}, { in: [1n] }, [1n], new Date()];

const inherited = Object.create({ where: { userId: 1n }, data: { userId: 1n, id: 9n } });

test.each([...WHERE, ...DATA])('%s refuses a call without a usable key by name', async (method) => {
  const part = DATA.includes(method) ? 'data' : 'where';
  const more = method.startsWith('update') ? { data: { total: 9 } } : {};
  const calls: unknown[] = [
    undefined,
    null,
    5,
    [],
    {},
    inherited,
    { [part]: undefined, ...more },
    { [part]: null, ...more },
    { [part]: 5, ...more },
    { [part]: {}, ...more },
    ...BAD_KEYS.map((userId) => ({ [part]: { userId, id: 9n }, ...more })),
  ];
  for (const args of calls) {
    const error = await orders.call(method, args).catch((caught: unknown) => caught);
    expectNothingSent(shards.virtual.queries);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^SG30(01|02|03|10)$/),
      message: expect.stringContaining(`Order.${method}()`),
    });
  }
});

test.each<readonly [string, ModelMethod, unknown, string]>([
  [
    'another key in create of an upsert',
    'upsert',
    { where: { userId_id: { userId: 1n, id: 1n } }, create: { userId: 2n, id: 1n }, update: {} },
    'SG3006',
  ],
  [
    'no key in create of an upsert',
    'upsert',
    { where: { userId_id: { userId: 1n, id: 1n } }, create: { id: 1n }, update: {} },
    'SG3001',
  ],
  [
    'a changed key in an upsert',
    'upsert',
    {
      where: { userId_id: { userId: 1n, id: 1n } },
      create: { userId: 1n, id: 1n },
      update: { userId: 2n },
    },
    'SG3005',
  ],
  [
    'a changed key',
    'update',
    { where: { userId_id: { userId: 1n, id: 1n } }, data: { userId: 2n } },
    'SG3005',
  ],
  [
    'a changed key of many rows',
    'updateMany',
    { where: { userId: 1n }, data: { userId: { set: 2n } } },
    'SG3005',
  ],
  [
    'another owner',
    'update',
    { where: { userId_id: { userId: 1n, id: 1n } }, data: { user: { connect: { id: 2n } } } },
    'SG3005',
  ],
  [
    'a cursor elsewhere',
    'findMany',
    { where: { userId: 1n }, cursor: { userId_id: { userId: 2n, id: 1n } } },
    'SG3012',
  ],
  [
    'a cursor elsewhere in an included relation',
    'findMany',
    { where: { userId: 1n }, include: { items: { cursor: { id: 'x', userId: 2n } } } },
    'SG3012',
  ],
  [
    'a cursor without the key in a selected relation',
    'findFirst',
    { where: { userId: 1n }, select: { user: { select: { orders: { cursor: { id: 1n } } } } } },
    'SG3001',
  ],
  ['a cursor without the key', 'findMany', { where: { userId: 1n }, cursor: { id: 1n } }, 'SG3001'],
  [
    'one bad row among good ones',
    'createMany',
    { data: [{ userId: 1n, id: 8n }, { id: 9n }] },
    'SG3001',
  ],
])('refuses %s', async (_, method, args, code) => {
  await expect(orders.call(method, args)).rejects.toMatchObject({ code });
  expectNothingSent(shards.virtual.queries);
});

test('an upsert reads its key from where, and writes nothing when refused', async () => {
  await expect(orders.call('upsert', {})).rejects.toMatchObject({
    code: 'SG3001',
    message: expect.stringContaining('Order.upsert()'),
  });
  expectNothingSent(shards.virtual.queries);
});
