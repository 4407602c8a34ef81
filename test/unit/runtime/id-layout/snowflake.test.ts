import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSnowflake, encodeSnowflake } from '../../../../runtime/id-layout/snowflake.js';
import {
  ALL_LAYOUTS,
  ID_EPOCH_MS,
  type SnowflakeLayout,
} from '../../../../runtime/id-layout/snowflake-layout.js';

const upTo = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });

const parts = ({ bucketBits, sequenceBits, tickBits, workerBits }: SnowflakeLayout) =>
  fc.record({
    tick: fc.oneof(upTo(tickBits), fc.constantFrom(0, 2 ** tickBits - 1)),
    bucket: upTo(bucketBits),
    worker: upTo(workerBits),
    sequence: upTo(sequenceBits),
  });

const bitsOf = ({ bucketBits, sequenceBits, tickBits, workerBits }: SnowflakeLayout) =>
  tickBits + bucketBits + workerBits + sequenceBits;

test('ids count from 2026', () => {
  expect(new Date(ID_EPOCH_MS).toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

test('a layout that ids were stored with never changes', () => {
  expect(
    ALL_LAYOUTS.map(({ name, tickMs, tickBits, bucketBits, workerBits, sequenceBits }) =>
      [name, tickMs, tickBits, bucketBits, workerBits, sequenceBits].join(' '),
    ),
  ).toEqual([
    'snowflake 1 41 0 10 12',
    'snowflake_bucket 8 38 12 7 6',
    'snowflake53 1 41 0 6 6',
    'snowflake53_bucket 512 31 12 5 5',
  ]);
});

describe.each(ALL_LAYOUTS)('$name', (layout) => {
  test('what is encoded is decoded', () => {
    fc.assert(
      fc.property(parts(layout), (given) => {
        const id = encodeSnowflake(layout, given);
        expect(decodeSnowflake(layout, id)).toEqual(given);
        const asNumber = Number(id);
        if (Number.isSafeInteger(asNumber)) {
          expect(decodeSnowflake(layout, asNumber)).toEqual(given);
        }
      }),
    );
  });

  test('a later tick makes a greater id', () => {
    fc.assert(
      fc.property(parts(layout), parts(layout), (a, b) => {
        fc.pre(a.tick < b.tick);
        expect(encodeSnowflake(layout, a) < encodeSnowflake(layout, b)).toBe(true);
      }),
    );
  });

  test('every id is positive and has its bits', () => {
    fc.assert(
      fc.property(parts(layout), (given) => {
        const id = encodeSnowflake(layout, given);
        expect(id >= 0n && id < 2n ** BigInt(bitsOf(layout))).toBe(true);
        if (layout.name.startsWith('snowflake53')) {
          expect(Number.isSafeInteger(Number(id))).toBe(true);
        }
      }),
    );
  });

  test('other numbers are no ids', () => {
    const end = 2n ** BigInt(bitsOf(layout));
    const others = fc.oneof(
      fc.bigInt({ min: -(2n ** 63n), max: -1n }),
      fc.bigInt({ min: end, max: 2n ** 64n }),
    );
    fc.assert(
      fc.property(others, (id) => {
        expect(decodeSnowflake(layout, id)).toBeUndefined();
      }),
    );
  });
});
