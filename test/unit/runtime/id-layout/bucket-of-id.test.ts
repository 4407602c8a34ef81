import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOfId } from '../../../../runtime/id-layout/bucket-of-id.js';
import { encodeSnowflake } from '../../../../runtime/id-layout/snowflake.js';
import { SNOWFLAKE_LAYOUTS } from '../../../../runtime/id-layout/snowflake-layout.js';
import { makeUuid7 } from '../../../../runtime/id-layout/uuid7.js';

const bucket = fc.integer({ min: 0, max: 4095 });

test.each(['snowflake', 'snowflake53'] as const)('%s: the bucket that was put in', (generator) => {
  fc.assert(
    fc.property(bucket, fc.integer({ min: 0, max: 2 ** 31 - 1 }), (given, tick) => {
      const { bucketed } = SNOWFLAKE_LAYOUTS[generator];
      const id = encodeSnowflake(bucketed, { tick, bucket: given, worker: 3, sequence: 5 });
      expect(bucketOfId(generator, id, 4096)).toBe(given);
      expect(bucketOfId(generator, id, given)).toBeUndefined();
      expect(bucketOfId(generator, -id - 1n, 4096)).toBeUndefined();
    }),
  );
});

test('uuid7: the bucket that was put in, in any letter case', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), (given) => {
      const id = makeUuid7(Date.now(), given);
      expect(bucketOfId('uuid7', id, 65_536)).toBe(given);
      expect(bucketOfId('uuid7', id.toUpperCase(), 65_536)).toBe(given);
      expect(bucketOfId('uuid7', id, given)).toBeUndefined();
    }),
  );
});

test('a value of another type carries none', () => {
  for (const value of [undefined, null, '', 'x', '0001', 1n, {}, 'a'.repeat(36)]) {
    expect(bucketOfId('uuid7', value, 65_536)).toBeUndefined();
  }
  for (const value of [undefined, null, '1', {}, 2n ** 63n, 2n ** 64n]) {
    expect(bucketOfId('snowflake', value, 4096)).toBeUndefined();
  }
  expect(bucketOfId('snowflake53', 2n ** 53n, 4096)).toBeUndefined();
});
