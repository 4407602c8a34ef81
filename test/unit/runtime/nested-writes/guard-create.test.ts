import { describe, expect, test } from 'vitest';
import { guardCreate } from '../../../../runtime/nested-writes/nested-write-guard.js';
import type { Fields } from '../../../../runtime/router/fields.js';
import { planOf } from '../fixture/router.js';
import { thrown } from '../fixture/thrown.js';

type Model = Parameters<typeof planOf>[0];

const scope = { call: { model: 'User', method: 'update' }, key: [1] };
const create = (model: Model, data: Fields) => guardCreate(scope, planOf(model), data, 'data');

describe('guardCreate', () => {
  test.each<readonly [Model, string, Fields]>([
    ['User', 'no relations', { id: 1n, email: 'a' }],
    ['User', 'children without a key, which Prisma fills in', { orders: { create: [{ id: 1n }] } }],
    ['User', 'one child instead of a list', { orders: { create: { id: 1n } } }],
    ['User', 'children with the same key', { orders: { create: [{ userId: 1, id: 1n }] } }],
    ['User', 'a batch of children', { orders: { createMany: { data: [{ id: 1n }] } } }],
    ['User', 'grandchildren', { orders: { create: { id: 1n, items: { create: { id: 2n } } } } }],
    [
      'User',
      'a child linked by its key',
      { orders: { connect: { userId_id: { userId: 1n, id: 3n } } } },
    ],
    ['User', 'a to-one child', { profile: { create: { bio: 'b' } } }],
    ['User', 'null and undefined relations', { orders: undefined, profile: null }],
    ['Order', 'its owner', { userId: 1n, user: { connect: { id: 1n } } }],
    [
      'Order',
      'a sibling linked by both its id and its key',
      { address: { connect: { id: 5n, userId: 1n } } },
    ],
    [
      'Order',
      'a sibling that is created with the key',
      { address: { create: { id: 5n, userId: 1n, city: 'c' } } },
    ],
    [
      'Order',
      'a sibling that is created with its own owner',
      { address: { create: { id: 5n, user: { connect: { id: 1n } } } } },
    ],
  ])('%s: allows %s', (model, _, data) => {
    expect(create(model, data)).toBeUndefined();
  });

  test.each<readonly [Model, string, Fields, string, string]>([
    [
      'User',
      'a child of another key',
      { orders: { create: [{ id: 1n }, { userId: 2n }] } },
      'SG3007',
      'data.orders.create[1]',
    ],
    [
      'User',
      'a null key',
      { orders: { create: { userId: null } } },
      'SG3007',
      'data.orders.create',
    ],
    [
      'User',
      'a batch with another key',
      { orders: { createMany: { data: [{ userId: 2n }] } } },
      'SG3007',
      'data.orders.createMany.data[0]',
    ],
    [
      'User',
      'a grandchild of another key',
      { orders: { create: { items: { create: { userId: 2n } } } } },
      'SG3007',
      'data.orders.create.items.create',
    ],
    [
      'User',
      'a link to another key',
      { orders: { connect: [{ userId_id: { userId: 2n, id: 3n } }] } },
      'SG3007',
      'data.orders.connect[0]',
    ],
    [
      'User',
      'a link that does not say the key',
      { addresses: { connect: { id: 3n } } },
      'SG3008',
      'data.addresses.connect',
    ],
    [
      'User',
      'a link with two keys',
      { orders: { connect: { userId: 1n, userId_id: { userId: 2n } } } },
      'SG3007',
      'data.orders.connect',
    ],
    [
      'User',
      'connectOrCreate of another key',
      { orders: { connectOrCreate: { where: { userId_id: { userId: 2n } }, create: {} } } },
      'SG3007',
      'data.orders.connectOrCreate.where',
    ],
    [
      'User',
      'connectOrCreate that creates another key',
      { orders: { connectOrCreate: [{ where: { userId: 1n }, create: { userId: 2n } }] } },
      'SG3007',
      'data.orders.connectOrCreate[0].create',
    ],
    ['Order', 'another owner', { user: { connect: { id: 2n } } }, 'SG3007', 'data.user.connect'],
    [
      'Order',
      'a sibling without a key',
      { address: { create: { id: 5n } } },
      'SG3008',
      'data.address.create',
    ],
    [
      'Order',
      'a sibling of another key',
      { address: { create: { id: 5n, userId: 2n } } },
      'SG3007',
      'data.address.create',
    ],
    [
      'Order',
      'a sibling with another owner',
      { address: { create: { user: { create: { id: 2n } } } } },
      'SG3007',
      'data.address.create.user.create',
    ],
    [
      'Address',
      'children whose key Prisma does not fill in',
      { orders: { create: { id: 1n } } },
      'SG3008',
      'data.orders.create',
    ],
    ['User', 'a relation that is no object', { orders: [{ create: {} }] }, 'SG3010', 'data.orders'],
    [
      'User',
      'a relation that Prisma would replace',
      { orders: { toJSON: () => ({}) } },
      'SG3010',
      'data.orders',
    ],
    [
      'User',
      'a link that is no object',
      { orders: { connect: true } },
      'SG3010',
      'data.orders.connect',
    ],
  ])('%s: refuses %s', (model, _, data, code, path) => {
    expect(thrown(() => create(model, data))).toEqual({
      code,
      message: expect.stringContaining(`\`${path}\``),
    });
  });

  test('sees what a data object inherits, since Prisma does', () => {
    const data = Object.create({ orders: { create: { userId: 2n } } });
    expect(thrown(() => create('User', data)).code).toBe('SG3007');
  });
});
