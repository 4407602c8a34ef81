import { describe, expect, test } from 'vitest';
import { ShardgenError } from '../../../../runtime/errors/shardgen-error.js';
import { keyFromWhere } from '../../../../runtime/router/key-from-where.js';
import { planOf } from '../fixture/router.js';
import { thrown } from '../fixture/thrown.js';

const order = planOf('Order');
const place = planOf('Place');
const tenant = planOf('Tenant');
const keyOf = (where: unknown) => keyFromWhere(order, 'findMany', where, 'where');

describe('keyFromWhere', () => {
  test.each([
    ['a scalar', { userId: 1n, total: { gt: 5 } }],
    ['a safe number', { userId: 1 }],
    ['equality', { userId: { equals: 1n } }],
    ['equality beside operators that only narrow', { userId: { equals: 1n, in: [1n, 2n] } }],
    ['a compound selector', { userId_id: { userId: 1n, id: 5n } }],
    [
      'a compound selector beside a filter that only narrows',
      { userId: { not: 7n }, userId_id: { userId: 1n, id: 5n } },
    ],
    ['two pins that agree', { userId: 1, userId_id: { userId: 1n, id: 5n } }],
    ['an object without prototype', Object.assign(Object.create(null), { userId: 1n })],
    ['a pin beside OR', { userId: 1n, OR: [{ userId: 2n }, { total: 1 }] }],
  ])('reads %s', (_, where) => {
    expect(keyOf(where)).toEqual([1]);
  });

  test('reads every field of a composite key, wherever it is', () => {
    const key = ['se', 12345];
    expect(
      [
        { country: 'se', zip: 12345 },
        { country_zip: { country: 'se', zip: 12345 } },
        { country: { equals: 'se' }, zip: { equals: 12345 } },
      ].map((where) => keyFromWhere(place, 'findMany', where, 'where')),
    ).toEqual([key, key, key]);
  });

  test('names model, key and method when the key is missing', () => {
    const missing = {
      code: 'SG3001',
      message: 'SG3001: Order.findMany(): the shard key "userId" of Order is missing in `where`.',
    };
    const proto = Object.create({ userId: 1n });
    const hidden = Object.defineProperty({}, 'userId', { value: 1n, enumerable: false });
    for (const where of [
      undefined,
      {},
      { userId: undefined },
      { id: 1n },
      { OR: [{ userId: 1n }] },
      proto,
      hidden,
    ]) {
      expect(thrown(() => keyOf(where))).toEqual(missing);
    }
    expect(thrown(() => keyFromWhere(place, 'count', { country: 'se' }, 'where')).message).toBe(
      'SG3001: Place.count(): the shard key "zip" of Place is missing in `where`.',
    );
  });

  test.each([{}, { zip: { in: [1] }, country: 'se' }])(
    'proposes onAllShards() for what it can do only: %j',
    (where) => {
      const fixOf = (method: 'findMany' | 'update') => {
        try {
          return keyFromWhere(place, method, where, 'where');
        } catch (error) {
          return error instanceof ShardgenError ? error.fix : error;
        }
      };
      expect(fixOf('findMany')).toContain(', or ask every shard with onAllShards().');
      expect(fixOf('update')).toContain('only findMany() and count() are possible');
    },
  );

  test.each([
    [null, 'null'],
    ['1', 'the string "1"'],
    [1.5, 'the number 1.5'],
    [Number.NaN, 'the number NaN'],
    [true, 'the boolean true'],
    [new Date(0), 'the Date 1970-01-01T00:00:00.000Z'],
    [[1n], 'an array of 1'],
    [Symbol('skip'), 'the symbol Symbol(skip)'],
    [() => 1, 'the function (anonymous)'],
    [
      new (class FieldRef {
        modelName = 'User';
      })(),
      'a FieldRef object { modelName }',
    ],
    [2n ** 64n, 'the bigint 18446744073709551616n'],
  ])('refuses a key of the wrong kind (%#)', (userId, shown) => {
    expect(thrown(() => keyOf({ userId }))).toEqual({
      code: 'SG3002',
      message: `SG3002: Order.findMany(): the shard key "userId" of Order in \`where\` is ${shown}.`,
    });
  });

  test.each([
    [{ in: [1n] }, 'it only has { in }'],
    [{ gt: 1n, lt: 3n }, 'it only has { gt, lt }'],
    [{ not: 1n }, 'it only has { not }'],
    [{}, 'the filter is empty'],
    [{ equals: undefined }, 'the filter is empty'],
  ])('refuses a filter that does not pin (%#)', (userId, found) => {
    expect(thrown(() => keyOf({ userId }))).toEqual({
      code: 'SG3003',
      message: expect.stringContaining(found),
    });
  });

  test('refuses equality with something that is no key', () => {
    expect(thrown(() => keyOf({ userId: { equals: null } })).code).toBe('SG3002');
    expect(thrown(() => keyOf({ userId: { equals: '1' } })).code).toBe('SG3002');
  });

  test('refuses equality that ignores case, which matches many keys', () => {
    const where = { slug: { equals: 'acme', mode: 'insensitive' } };
    expect(thrown(() => keyFromWhere(tenant, 'findMany', where, 'where')).code).toBe('SG3003');
    const plain = { slug: { equals: 'acme', mode: 'default' } };
    expect(keyFromWhere(tenant, 'findMany', plain, 'where')).toEqual(['acme']);
  });

  test('refuses pins that disagree', () => {
    expect(thrown(() => keyOf({ userId: 1n, userId_id: { userId: 2n, id: 5n } }))).toEqual({
      code: 'SG3004',
      message: expect.stringContaining('`where.userId_id.userId`'),
    });
  });

  test('takes only plain values inside a compound selector', () => {
    expect(thrown(() => keyOf({ userId_id: { userId: { equals: 1n }, id: 5n } })).code).toBe(
      'SG3002',
    );
    expect(thrown(() => keyOf({ userId_id: { id: 5n } })).code).toBe('SG3001');
    expect(thrown(() => keyOf({ userId_id: 5n })).code).toBe('SG3010');
  });

  test('refuses a where that is no plain object', () => {
    for (const where of [
      null,
      1,
      'userId',
      [],
      [{ userId: 1n }],
      { userId: 1n, toJSON: () => ({}) },
    ]) {
      expect(thrown(() => keyOf(where)).code).toBe('SG3010');
    }
  });
});
