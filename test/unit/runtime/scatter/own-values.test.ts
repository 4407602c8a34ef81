import { expect, test } from 'vitest';
import { ownValues } from '../../../../runtime/scatter/own-values.js';

test('dates and bytes that the caller changes afterwards are as they were', () => {
  const date = new Date(0);
  const bytes = Buffer.from('abc');
  const array = new Uint8Array([1, 2]);
  const given = { where: { OR: [{ at: { lt: date } }, { raw: bytes }, { raw: { in: [array] } }] } };
  const copy = ownValues(given);
  expect(copy).toEqual(given);
  date.setTime(1);
  bytes.fill(0);
  array.fill(0);
  expect(copy).toEqual({
    where: {
      OR: [
        { at: { lt: new Date(0) } },
        { raw: Buffer.from('abc') },
        { raw: { in: [new Uint8Array([1, 2])] } },
      ],
    },
  });
});

test('what cannot change is the same, and an instance of a class is itself', () => {
  class Ref {}
  const ref = new Ref();
  const given = { a: null, b: undefined, c: 1n, d: 'x', e: ref, f: [] };
  const copy = ownValues(given);
  expect(copy).toEqual(given);
  expect(copy.e).toBe(ref);
  expect(ownValues(undefined)).toBeUndefined();
});
