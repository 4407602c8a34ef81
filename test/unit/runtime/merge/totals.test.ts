import { describe, expect, test } from 'vitest';
import { compareNumbers } from '../../../../runtime/merge/compare-values.js';
import { addTotals } from '../../../../runtime/merge/totals/add-totals.js';
import { averageTotals } from '../../../../runtime/merge/totals/average-totals.js';
import { extreme } from '../../../../runtime/merge/totals/extreme.js';
import { groupKey } from '../../../../runtime/merge/totals/group-key.js';
import { handOutAverage, handOutSum } from '../../../../runtime/merge/totals/hand-out.js';

class Decimal {
  constructor(readonly text: string) {}
  toFixed = () => this.text;
  toString = () => this.text;
}

const sums = (kind: Parameters<typeof addTotals>[0], values: readonly unknown[]) => {
  const sum = addTotals(kind, values, kind === 'decimal' ? 2 : 0);
  return sum === null ? null : handOutSum(kind, sum, Decimal);
};

describe('sums', () => {
  test('have the type of their column', () => {
    expect(sums('int', [2, null, -5])).toBe(-3);
    expect(sums('bigint', [2n ** 63n, 2n ** 63n])).toBe(2n ** 64n);
    expect(sums('decimal', [new Decimal('0.1'), new Decimal('0.2')])).toMatchObject({
      text: '0.30',
    });
    expect(sums('float', [0.5, 0.25])).toBe(0.75);
  });

  test('of nothing are null, whatever other shards have', () => {
    expect(sums('int', [null, null])).toBeNull();
    expect(sums('bigint', [null, 0n])).toBe(0n);
  });

  test('of floats of 4 bytes have 4 bytes', () => {
    expect(sums('real', [16777216, 1])).toBe(16777216);
    expect(sums('real', [0.1, 0.2])).toBe(0.3);
  });

  test('of integers that a number cannot hold are none', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(sums('int', [most, 0])).toBe(most);
    expect(sums('int', [most, 1])).toBeUndefined();
  });
});

describe('averages', () => {
  const average = (kind: Parameters<typeof averageTotals>[0], parts: readonly unknown[][]) => {
    const of = parts.map(([count, sum, own]) => ({ count: Number(count), sum, average: own }));
    const found = averageTotals(kind, of, 0);
    return found === null ? null : handOutAverage(kind, found, undefined);
  };

  test('are those of all values, not of averages', () => {
    expect(
      average('int', [
        [1, 1, 1],
        [3, 0, 0],
      ]),
    ).toBe(0.25);
    expect(
      average('int', [
        [0, null, null],
        [3, 1, 0.3],
      ]),
    ).toBe(1 / 3);
    expect(
      average('real', [
        [2, 3, 1.5],
        [1, 3, 3],
      ]),
    ).toBe(2);
  });

  test('of nothing are null', () => {
    expect(average('bigint', [[0, null, null]])).toBeNull();
  });
});

test('the least and the greatest leave out what is null, and NaN is the greatest', () => {
  const values = [null, 3, Number.NaN, undefined, -1];
  expect(extreme(values, compareNumbers, 'first')).toBe(-1);
  expect(extreme(values, compareNumbers, 'last')).toBeNaN();
  expect(extreme([null], compareNumbers, 'last')).toBeNull();
});

test('values have one key where PostgreSQL takes them for equal, and else different ones', () => {
  expect(groupKey([0, Number.NaN])).toBe(groupKey([-0, Number.NaN]));
  expect(groupKey([new Date(5), new Uint8Array([1])])).toBe(
    groupKey([new Date(5), new Uint8Array([1])]),
  );
  const keys = [[null, 'a'], ['', 'a'], ['null', 'a'], ['a', null], ['a', ''], ['a'], ['A']];
  expect(new Set(keys.map(groupKey)).size).toBe(keys.length);
});
