import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBoxIndex, firstMatches } from '../../../../schema/model/box-index.js';
import {
  ANY_VALUE,
  intersection,
  type RegionBox,
  remainder,
  type ValueSet,
  valuesIn,
} from '../../../../schema/model/region-space.js';

/** `x` is what nobody names: it stands for all other values. */
const VALUES = ['a', 'b', 'c', 'x'];
const POINTS = VALUES.flatMap((one) => VALUES.map((other) => [one, other]));

const set: fc.Arbitrary<ValueSet> = fc.oneof(
  fc.constant(ANY_VALUE),
  fc.subarray(['a', 'b', 'c']).map(valuesIn),
  fc.subarray(['a', 'b', 'c']).map((values) => ({ except: true, values: new Set(values) })),
);
const box: fc.Arbitrary<RegionBox> = fc.tuple(set, set);

const has = (one: RegionBox, point: readonly string[]): boolean =>
  one.every(({ except, values }, i) => values.has(point[i] ?? '') !== except);
const counts = (boxes: readonly RegionBox[]): readonly number[] =>
  POINTS.map((point) => boxes.filter((one) => has(one, point)).length);

test('what is left of a box has each key once that no other box has', () => {
  fc.assert(
    fc.property(box, fc.array(box, { maxLength: 5 }), (whole, taken) => {
      const expected = POINTS.map((point) =>
        has(whole, point) && !taken.some((other) => has(other, point)) ? 1 : 0,
      );
      expect(counts(remainder(whole, taken))).toEqual(expected);
      expect(remainder(whole, taken).length === 0).toBe(!expected.includes(1));
    }),
    { numRuns: 1000 },
  );
});

test('two boxes have in common what both have', () => {
  fc.assert(
    fc.property(box, box, (one, other) => {
      const both = intersection(one, other);
      const expected = POINTS.map((point) => (has(one, point) && has(other, point) ? 1 : 0));
      expect(counts(both === undefined ? [] : [both])).toEqual(expected);
      expect(both === undefined).toBe(!expected.includes(1));
    }),
  );
});

test('the boxes near one are in order, and all that have a key in common with it', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 6 }), box, (boxes, one) => {
      const near = createBoxIndex(boxes).near(one);
      expect(boxes.filter((other) => near.includes(other))).toEqual(near);
      const sharing = boxes.filter((other) => intersection(one, other) !== undefined);
      expect(sharing.filter((other) => !near.includes(other))).toEqual([]);
    }),
  );
});

test('of boxes in order each key goes to the first that has it', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 5 }), (boxes) => {
      const owners = firstMatches(boxes);
      for (const point of POINTS) {
        const owning = owners.flatMap((own, i) => (own.some((one) => has(one, point)) ? [i] : []));
        const first = boxes.findIndex((one) => has(one, point));
        expect(owning).toEqual(first < 0 ? [] : [first]);
      }
    }),
  );
});
