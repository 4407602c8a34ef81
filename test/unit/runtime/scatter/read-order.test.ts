import { describe, expect, test } from 'vitest';
import { readOrder, saysOrder } from '../../../../runtime/scatter/order/read-order.js';
import { reversed, toOrderBy } from '../../../../runtime/scatter/order/total-order.js';
import { thrown } from '../fixture/thrown.js';
import { planOf } from './order-plans.js';

const call = { model: 'Thing', method: 'onAllShards().findMany' };
const orderOf = (orderBy: unknown, model = 'Thing') => readOrder(planOf(model), call, orderBy);
const asGiven = (orderBy: unknown, model?: string) => toOrderBy(orderOf(orderBy, model));

describe('the total order of an orderBy', () => {
  test.each<readonly [string, unknown, unknown]>([
    ['nothing', undefined, [{ id: 'asc' }]],
    ['an empty object', {}, [{ id: 'asc' }]],
    ['an empty list', [], [{ id: 'asc' }]],
    ['what is undefined', [{ title: undefined, big: 'asc' }], [{ big: 'asc' }, { id: 'asc' }]],
    ['a field', { title: 'desc' }, [{ title: 'desc' }, { id: 'asc' }]],
    [
      'several',
      [{ title: 'asc' }, { big: 'desc' }],
      [{ title: 'asc' }, { big: 'desc' }, { id: 'asc' }],
    ],
    ['a field twice', [{ big: 'asc' }, { big: 'desc' }], [{ big: 'asc' }, { id: 'asc' }]],
    ['what comes behind the key', [{ id: 'desc' }, { big: 'asc' }], [{ id: 'desc' }]],
    [
      'nulls that are elsewhere',
      { title: { sort: 'asc', nulls: 'first' } },
      [{ title: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    ],
    [
      'nulls that are where they are anyway',
      { title: { sort: 'desc', nulls: 'first' } },
      [{ title: 'desc' }, { id: 'asc' }],
    ],
    ['a relation', { box: { label: 'asc' } }, [{ box: { label: 'asc' } }, { id: 'asc' }]],
    ['an empty relation', { box: {} }, [{ id: 'asc' }]],
    [
      'a number of rows',
      { parts: { _count: 'desc' } },
      [{ parts: { _count: 'desc' } }, { id: 'asc' }],
    ],
    [
      'a number of rows elsewhere',
      { box: { things: { _count: 'asc' } } },
      [{ box: { things: { _count: 'asc' } } }, { id: 'asc' }],
    ],
  ])('for %s', (_, orderBy, expected) => {
    expect(asGiven(orderBy)).toEqual(expected);
  });

  test('ends with all fields of a compound key that are not in it', () => {
    expect(asGiven({ no: 'desc' }, 'Part')).toEqual([{ no: 'desc' }, { id: 'asc' }]);
  });

  test('has another end, with nulls on the other side', () => {
    const order = orderOf([{ title: 'asc' }, { big: { sort: 'asc', nulls: 'first' } }]);
    expect(toOrderBy(reversed(order))).toEqual([
      { title: 'desc' },
      { big: { sort: 'desc', nulls: 'last' } },
      { id: 'desc' },
    ]);
    expect(reversed(reversed(order))).toEqual(order);
  });
});

test.each(['json', 'micro', 'ticks', 'zone', 'bits', 'net', 'doc', 'tags'])(
  'rows are in no order by %s',
  (field) => {
    const error = thrown(() => orderOf([{ id: 'asc' }, { [field]: 'asc' }]));
    expect(error.code).toBe('SG3041');
    expect(error.message).toContain(`\`orderBy[1].${field}\``);
  },
);

test('nor by what a search finds', () => {
  const relevance = { _relevance: { fields: ['title'], search: 'x', sort: 'asc' } };
  expect(thrown(() => orderOf(relevance)).code).toBe('SG3041');
});

test.each<readonly [unknown]>([
  [1],
  [null],
  ['title'],
  [{ title: 'up' }],
  [{ title: null }],
  [{ id: { sort: 'asc' } }],
  [{ parts: { _count: { sort: 'asc' } } }],
  [{ title: 'asc', big: 'asc' }],
  [{ toString: 'asc' }],
  [{ parts: 'asc' }],
  [{ parts: { note: 'asc' } }],
  [{ box: 'asc' }],
  [{ box: { nothing: 'asc' } }],
])('%j is no order', (orderBy) => {
  expect(thrown(() => orderOf(orderBy)).code).toBe('SG3042');
});

test.each<readonly [unknown, boolean]>([
  [undefined, false],
  [{}, false],
  [[{}], false],
  [{ title: undefined }, false],
  [[{ box: {} }], false],
  [{ title: 'asc' }, true],
  [[{}, { box: { label: 'asc' } }], true],
  [null, true],
])('%j says an order: %j', (orderBy, expected) => {
  expect(saysOrder(orderBy)).toBe(expected);
});
