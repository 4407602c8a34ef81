import { describe, expect, test } from 'vitest';
import { fillGeneratedKeys } from '../../../../runtime/router/fill-generated-keys.js';
import { keyFromData } from '../../../../runtime/router/key-from-data.js';
import { planOf } from '../fixture/router.js';
import { thrown } from '../fixture/thrown.js';

const order = planOf('Order');
const item = planOf('Item');
const account = planOf('Account');
const note = planOf('Note');
const keyOf = (data: unknown) =>
  keyFromData(order, { model: 'Order', method: 'create' }, data, 'data');

describe('keyFromData', () => {
  test.each([
    ['its own field', { userId: 1n }],
    ['a connected owner', { user: { connect: { id: 1n } } }],
    ['an owner that is created', { user: { create: { id: 1, email: 'a' } } }],
    [
      'an owner that is connected or created',
      { user: { connectOrCreate: { where: { id: 1n }, create: { id: 1n, email: 'a' } } } },
    ],
    ['both, when they agree', { userId: 1n, user: { connect: { id: 1 } } }],
  ])('reads the key from %s', (_, data) => {
    expect(keyOf(data)).toEqual([1]);
  });

  test('follows owners of owners', () => {
    const data = { order: { create: { id: 5n, user: { connect: { id: 7n } } } } };
    expect(keyFromData(item, { model: 'Item', method: 'create' }, data, 'data')).toEqual([7]);
    const linked = { order: { connect: { userId_id: { userId: 8n, id: 5n } } } };
    expect(keyFromData(item, { model: 'Item', method: 'create' }, linked, 'data')).toEqual([8]);
  });

  test.each([
    ['nothing', {}, 'SG3001'],
    ['an undefined key', { userId: undefined }, 'SG3001'],
    ['no data', undefined, 'SG3001'],
    ['data that is null', null, 'SG3010'],
    ['data that is a list', [{ userId: 1n }], 'SG3010'],
    ['a null key', { userId: null }, 'SG3002'],
    ['a text key', { userId: '1' }, 'SG3002'],
    ['an operation instead of a value', { userId: { set: 1n } }, 'SG3002'],
    ['an owner found by something else', { user: { connect: { email: 'a' } } }, 'SG3001'],
    ['an owner without its key', { user: { create: { email: 'a' } } }, 'SG3001'],
    [
      'an owner that may be another one',
      { user: { connectOrCreate: { where: { id: 1n }, create: { id: 2n } } } },
      'SG3004',
    ],
    ['another owner than its own key', { userId: 1n, user: { connect: { id: 2n } } }, 'SG3004'],
    ['an owner of the wrong kind', { user: 5 }, 'SG3010'],
  ])('refuses %s', (_, data, code) => {
    expect(thrown(() => keyOf(data)).code).toBe(code);
  });
});

describe('fillGeneratedKeys', () => {
  test('fills in a missing key on a copy', () => {
    const data = Object.freeze({ label: 'a', notes: { create: [{ id: 1 }] } });
    const filled = fillGeneratedKeys(account, data);
    expect(filled).toEqual({ ...data, id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(data).not.toHaveProperty('id');
  });

  test('leaves data alone that has its key', () => {
    const data = { id: 'x', label: 'a' };
    expect(fillGeneratedKeys(account, data)).toBe(data);
    expect(fillGeneratedKeys(order, data)).toBe(data);
  });

  test('fills in the key of an owner that is created along', () => {
    const create = Object.freeze({ label: 'a' });
    const data = Object.freeze({ id: 1, text: 't', account: Object.freeze({ create }) });
    const filled = fillGeneratedKeys(note, data);
    const [key] = keyFromData(note, { model: 'Note', method: 'create' }, filled, 'data');
    expect(filled).toEqual({ ...data, account: { create: { label: 'a', id: key } } });
  });
});
