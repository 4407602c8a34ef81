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
  ['uuid', UUID, UUID],
  ['uuid', UUID.toUpperCase(), UUID],
];

const ILLEGAL: readonly (readonly [KeyType, unknown])[] = [
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
