import { describe, expect, test } from 'vitest';
import { canonicalValue } from '../../../../runtime/key/canonical-value.js';
import type { KeyType } from '../../../../schema/model/key-type.js';

const UUID = '550e8400-e29b-41d4-a716-446655440000';

const LEGAL: readonly (readonly [KeyType, unknown, unknown])[] = [
  ['int', 1, 1],
  ['int', 1n, 1],
  ['int', -0, 0],
  ['int', 2147483647, 2147483647],
  ['int', -2147483648n, -2147483648],
  ['bigint', 1, 1],
  ['bigint', 1n, 1],
  ['bigint', -0, 0],
  ['bigint', 2 ** 53 - 1, 2 ** 53 - 1],
  ['bigint', 2n ** 53n - 1n, 2 ** 53 - 1],
  ['bigint', 2n ** 53n, 2n ** 53n],
  ['bigint', 2n ** 63n - 1n, 2n ** 63n - 1n],
  ['bigint', -(2n ** 63n), -(2n ** 63n)],
  ['text', '', ''],
  ['text', '1', '1'],
  ['text', 'naïve 👋 日本', 'naïve 👋 日本'],
  ['char', 'DE', 'DE'],
  ['char', ' D  ', ' D'],
  ['char', '   ', ''],
  ['enum', 'EU', 'EU'],
  ['decimal', 1, '1'],
  ['decimal', -0, '0'],
  ['decimal', '-0.00', '0'],
  ['decimal', '-0010.50', '-10.5'],
  ['decimal', '1.5e3', '1500'],
  ['decimal', '1.5e-3', '0.0015'],
  ['decimal', 2 ** 53 - 1, '9007199254740991'],
  ['decimal', 0.1, '0.1'],
  ['decimal', { d: [], e: 0, s: 1, toFixed: () => '7.50' }, '7.5'],
  ['datetime', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['datetime', '1970-01-01 01:00:00.0009+01:00', '1970-01-01T00:00:00.000Z'],
  ['date', '2024-01-01T00:30:00+01:00', '2023-12-31T00:00:00.000Z'],
  ['uuid', UUID, UUID],
  ['uuid', UUID.toUpperCase(), UUID],
];

const ILLEGAL: readonly (readonly [KeyType, unknown])[] = [
  ['decimal', Number.NaN],
  ['decimal', 0.1 + 0.2],
  ['decimal', 2 ** 53 + 2],
  ['decimal', '1e999999'],
  ['decimal', '1e-999999'],
  ['decimal', '1e9999999'],
  ['decimal', '.'],
  ['decimal', ''],
  ['decimal', 1n],
  ['decimal', { toFixed: () => '7.50' }],
  ['decimal', { d: [], e: 0, s: 1, toFixed: () => 'NaN' }],
  ['datetime', new Date(Number.NaN)],
  ['datetime', new Date(-1e15)],
  ['datetime', '2024-01-01'],
  ['datetime', '2024-01-01T00:00:00'],
  ['datetime', '2023-02-29T00:00:00Z'],
  ['datetime', 0],
  ['date', '2024-01-01'],
  ['int', 2147483648],
  ['int', -2147483649n],
  ['int', 1.5],
  ['int', Number.NaN],
  ['int', Number.POSITIVE_INFINITY],
  ['int', '1'],
  ['bigint', 2 ** 53],
  ['bigint', 1.5],
  ['bigint', 2n ** 63n],
  ['bigint', -(2n ** 63n) - 1n],
  ['bigint', '1'],
  ['text', 1],
  ['char', 1],
  ['char', 'a\u0000 '],
  ['enum', 1],
  ['enum', null],
  ['text', 'a\u0000b'],
  ['text', 'é\u0000'],
  ['text', 'lone \ud800'],
  ['text', 'lone \udc00 low'],
  ['text', '\ud83d\ud83d\udc4b'],
  ['uuid', UUID.replaceAll('-', '')],
  ['uuid', `{${UUID}}`],
  ['uuid', `${UUID}\n`],
  ['uuid', `${UUID.slice(0, 35)}g`],
  ['uuid', ''],
];

const NEVER = [undefined, null, true, new Date(0), {}, [], [1], Symbol('x'), () => 1, Object(1n)];

describe('canonicalValue', () => {
  test.each(LEGAL)('takes %s %s', (type, value, expected) => {
    expect(canonicalValue(type, value)).toStrictEqual(expected);
    expect(Object.is(canonicalValue(type, value), -0)).toBe(false);
  });

  test.each(ILLEGAL)('refuses %s %s', (type, value) => {
    expect(canonicalValue(type, value)).toBeUndefined();
  });

  test.each(['int', 'bigint', 'text', 'uuid'] as const)(
    'refuses what is no value for %s',
    (type) => {
      expect(NEVER.map((value) => canonicalValue(type, value))).toEqual(NEVER.map(() => undefined));
    },
  );
});
