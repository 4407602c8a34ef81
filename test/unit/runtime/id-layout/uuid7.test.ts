import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeUuid7 } from '../../../../runtime/id-layout/uuid7.js';

const LAYOUT = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const millisecondsOf = (uuid: string) => Number.parseInt(uuid.slice(0, 13).replace('-', ''), 16);

test('a UUID of version 7 begins with its millisecond', () => {
  const now = Date.now() + 10_000;
  const uuid = makeUuid7(now);
  expect(uuid).toMatch(LAYOUT);
  expect(millisecondsOf(uuid)).toBe(now);
});

test('the last digits are the bucket', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), (bucket) => {
      const uuid = makeUuid7(Date.now(), bucket);
      expect(uuid).toMatch(LAYOUT);
      expect(Number.parseInt(uuid.slice(-4), 16)).toBe(bucket);
    }),
  );
});

test('each is greater than the one before, also when the clock goes back or stands still', () => {
  let last = makeUuid7(Date.now());
  const moves = fc.integer({ min: -1_000_000, max: 10 });
  fc.assert(
    fc.property(fc.array(moves, { minLength: 50, maxLength: 300 }), (all) => {
      for (const move of all) {
        const next = makeUuid7(Date.now() + move);
        expect(next > last).toBe(true);
        last = next;
      }
    }),
  );
});

test('a millisecond in which more are made than it can count goes on in the next one', () => {
  const now = Date.now() + 20_000_000;
  const all = Array.from({ length: 20_000 }, () => makeUuid7(now));
  expect(new Set(all).size).toBe(all.length);
  expect(all.toSorted()).toEqual(all);
  expect(millisecondsOf(all.at(-1) ?? '')).toBeGreaterThan(now);
});
