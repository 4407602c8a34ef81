import { describe, expect, test } from 'vitest';
import { concatRows } from '../../../../runtime/merge/concat-rows.js';
import { copyRow } from '../../../../runtime/merge/copy-row.js';
import { rowsInInputOrder } from '../../../../runtime/merge/rows-in-input-order.js';
import { sumCounts } from '../../../../runtime/merge/sum-counts.js';

test('counts are summed, also per field', () => {
  expect(sumCounts([1, 0, 5])).toBe(6);
  expect(
    sumCounts([
      { _all: 3, name: 1 },
      { _all: 2, name: 0 },
    ]),
  ).toEqual({ _all: 5, name: 1 });
});

test('rows follow each other in topology order', () => {
  expect(concatRows([['a', 'b'], [], ['c']])).toEqual(['a', 'b', 'c']);
});

describe('returned rows', () => {
  test('stand where their input stood', () => {
    const parts = [
      { rows: ['b', 'd'], positions: [1, 3] },
      { rows: ['a', 'c'], positions: [0, 2] },
    ];
    expect(rowsInInputOrder(parts)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('come by shard when some were left out', () => {
    const parts = [
      { rows: ['d'], positions: [1, 3] },
      { rows: ['a', 'c'], positions: [0, 2] },
    ];
    expect(rowsInInputOrder(parts)).toEqual(['d', 'a', 'c']);
  });
});

test('a copy of a row shares nothing that can be changed', () => {
  class Decimal {
    constructor(readonly digits: string) {}
  }
  const row = {
    id: 1n,
    at: new Date(0),
    bytes: new Uint8Array([1]),
    price: new Decimal('1.5'),
    meta: { list: [1, { deep: null }] },
    reviews: [{ at: new Date(1) }],
    none: null,
  };
  const copy = copyRow(row);
  expect(copy).toStrictEqual(row);
  expect(copy).toMatchObject({ price: expect.any(Decimal) });
  row.at.setTime(5);
  row.bytes[0] = 5;
  row.meta.list.push(5);
  row.reviews[0]?.at.setTime(5);
  expect(copy).toMatchObject({
    at: new Date(0),
    bytes: new Uint8Array([1]),
    meta: { list: [1, { deep: null }] },
    reviews: [{ at: new Date(1) }],
  });
});

test('counts of fields are summed, whatever the fields are called', () => {
  const counts = [
    { _all: 2, constructor: 1, toString: 0 },
    { _all: 3, constructor: 2, toString: 4 },
  ];
  expect(sumCounts(counts)).toEqual({ _all: 5, constructor: 3, toString: 4 });
});
