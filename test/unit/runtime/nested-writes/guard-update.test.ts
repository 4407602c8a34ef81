import { describe, expect, test } from 'vitest';
import { guardUpdate } from '../../../../runtime/nested-writes/nested-write-guard.js';
import { planOf } from '../fixture/router.js';
import { thrown } from '../fixture/thrown.js';

type Model = Parameters<typeof planOf>[0];

const scope = { call: { model: 'User', method: 'update' }, key: [1] };
const update = (model: Model, data: unknown) => guardUpdate(scope, planOf(model), data, 'data');

describe('guardUpdate', () => {
  test.each<readonly [Model, string, unknown]>([
    ['Order', 'other fields', { total: 5, addressId: 3n }],
    ['Order', 'an update of its owner', { user: { update: { name: 'a' } } }],
    [
      'Order',
      'an update of its owner, wrapped',
      { user: { update: { where: {}, data: { name: 'a' } } } },
    ],
    ['Order', 'taking a link away', { address: { disconnect: true } }],
    ['User', 'deleting children', { orders: { delete: { id: 1n }, deleteMany: {} } }],
    [
      'User',
      'updating children',
      {
        orders: {
          update: { where: { id: 1n }, data: { total: 1 } },
          updateMany: [{ where: {}, data: {} }],
        },
      },
    ],
    [
      'User',
      'an upsert of a child',
      { orders: { upsert: { where: {}, create: { id: 1n }, update: { total: 1 } } } },
    ],
    ['User', 'an empty set', { orders: { set: [] } }],
    ['User', 'absent data', undefined],
    [
      'Item',
      'another order of the same key',
      { order: { connect: { userId_id: { userId: 1n, id: 9n } } } },
    ],
  ])('%s: allows %s', (model, _, data) => {
    expect(update(model, data)).toBeUndefined();
  });

  test.each<readonly [Model, string, unknown, string, string]>([
    ['Order', 'its key', { userId: 2n }, 'SG3005', 'data.userId'],
    ['Order', 'its key, even when it is equal', { userId: 1n }, 'SG3005', 'data.userId'],
    ['Order', 'its key by an operation', { userId: { set: 1n } }, 'SG3005', 'data.userId'],
    ['Order', 'its key to null', { userId: null }, 'SG3005', 'data.userId'],
    ...['connect', 'create', 'connectOrCreate', 'upsert', 'disconnect'].map(
      (operation) =>
        [
          'Order',
          `${operation} of the owner`,
          { user: { [operation]: { id: 1n } } },
          'SG3005',
          `data.user.${operation}`,
        ] as const,
    ),
    [
      'User',
      'the key of a child',
      { orders: { update: { where: {}, data: { userId: 1n } } } },
      'SG3005',
      'data.orders.update.data.userId',
    ],
    [
      'User',
      'the key of many children',
      { orders: { updateMany: [{ where: {}, data: { userId: 2n } }] } },
      'SG3005',
      'data.orders.updateMany[0].data.userId',
    ],
    [
      'User',
      'the key of a to-one child',
      { profile: { update: { userId: 2n } } },
      'SG3005',
      'data.profile.update.userId',
    ],
    [
      'User',
      'the key of a to-one child, wrapped',
      { profile: { update: { data: { userId: 2n } } } },
      'SG3005',
      'data.profile.update.data.userId',
    ],
    [
      'User',
      'the key in an upsert',
      { orders: { upsert: { create: { id: 1n }, update: { userId: 1n } } } },
      'SG3005',
      'data.orders.upsert.update.userId',
    ],
    [
      'User',
      'an upsert that creates another key',
      { orders: { upsert: [{ create: { userId: 2n }, update: {} }] } },
      'SG3007',
      'data.orders.upsert[0].create',
    ],
    [
      'User',
      'set to rows of another key',
      { orders: { set: [{ userId_id: { userId: 2n, id: 1n } }] } },
      'SG3007',
      'data.orders.set[0]',
    ],
    [
      'Item',
      'an order of another key',
      { order: { connect: { userId_id: { userId: 2n, id: 9n } } } },
      'SG3007',
      'data.order.connect',
    ],
    [
      'Order',
      'the key of the owner',
      { user: { update: { id: 5n } } },
      'SG3005',
      'data.user.update.id',
    ],
    ['Order', 'data that is a list', [{ total: 1 }], 'SG3010', 'data'],
  ])('%s: refuses %s', (model, _, data, code, path) => {
    expect(thrown(() => update(model, data))).toEqual({
      code,
      message: expect.stringContaining(`\`${path}\``),
    });
  });
});
