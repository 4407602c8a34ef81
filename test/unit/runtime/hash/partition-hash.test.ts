import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash64 } from '../../../../runtime/hash/lookup3.js';
import { bucketOf, partitionHash } from '../../../../runtime/hash/partition-hash.js';
import { canonicalValue } from '../../../../runtime/key/canonical-value.js';
import type { KeyValue } from '../../../../runtime/key/key-value.js';
import type { KeyType } from '../../../../schema/model/key-type.js';

/** Combined hashes whose remainders PostgreSQL confirmed. */
const VECTORS: readonly (readonly [KeyType, unknown, bigint])[] = [
  ['bigint', 0, 901916981443598768n],
  ['bigint', 1n, 11274504255086170040n],
  ['int', 2, 16968177202474426746n],
  ['int', 42n, 12669485132091644514n],
  ['int', -1, 288437243775528869n],
  ['bigint', -42, 11966144715350499650n],
  ['bigint', 2 ** 31, 10244051894435199606n],
  ['bigint', 2n ** 53n, 6564681655756018970n],
  ['bigint', -(2n ** 63n), 17701988066039669119n],
  ['bigint', 2n ** 63n - 1n, 10244051894435199606n],
  ['bigint', 1234567890123, 9539693899603275471n],
  ['text', '', 18051608080690800806n],
  ['text', 'a', 17047028206024085342n],
  ['text', 'tenant-1', 15193546580957881683n],
  ['text', 'hello world', 12969806090253790600n],
  ['text', 'acme', 2299471753490205971n],
  ['text', 'ünïcødé', 13944438050105323235n],
  ['text', '0123456789ab', 18118932120903792684n],
  ['text', '0123456789abc', 14442216475819065531n],
  ['uuid', '00000000-0000-0000-0000-000000000000', 24427445038037925n],
  ['uuid', '550E8400-E29B-41D4-A716-446655440000', 1837617939103458761n],
  ['uuid', 'f47ac10b-58cc-4372-a567-0e02b2c3d479', 13151439750603563370n],
];

function canonical(type: KeyType, value: unknown): KeyValue {
  const key = canonicalValue(type, value);
  if (key === undefined) throw new Error(`no ${type}: ${String(value)}`);
  return key;
}

function combined(types: readonly KeyType[], key: readonly KeyValue[]): bigint {
  partitionHash(types, key);
  return (BigInt(hash64.high) << 32n) | BigInt(hash64.low);
}

describe('partitionHash', () => {
  test.each(VECTORS)('hashes %s %s as PostgreSQL does', (type, value, expected) => {
    expect(combined([type], [canonical(type, value)])).toBe(expected);
  });

  test('hashes equal integers of all types alike', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const asInt = combined(['int'], [canonical('int', value)]);
        expect(combined(['bigint'], [canonical('bigint', value)])).toBe(asInt);
        expect(combined(['bigint'], [canonical('bigint', BigInt(value))])).toBe(asInt);
      }),
    );
  });

  test('keeps the columns of a key apart', () => {
    const types: KeyType[] = ['text', 'text'];
    expect(combined(types, ['a:b', 'c'])).not.toBe(combined(types, ['a', 'b:c']));
    expect(combined(types, ['a', 'b'])).not.toBe(combined(types, ['b', 'a']));
  });

  test('hashes a text longer than every text before it', () => {
    const long = 'é'.repeat(100_000);
    const before = combined(['text'], ['tenant-1']);
    expect(combined(['text'], [long])).toBe(combined(['text'], [long]));
    expect(combined(['text'], ['tenant-1'])).toBe(before);
  });
});

describe('bucketOf', () => {
  test('is the exact remainder of the 64-bit hash for any number of buckets', () => {
    const buckets = fc.oneof(
      fc.integer({ min: 1, max: 2 ** 31 - 1 }),
      fc.integer({ min: 1, max: 4096 }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), buckets, (text, count) => {
        const expected = Number(combined(['text'], [text]) % BigInt(count));
        expect(bucketOf(['text'], [text], count)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
