import { describe, expect, test } from 'vitest';
import { canonicalField, legalValue } from '../../../../runtime/key/canonical-field.js';

const field = { type: 'text', maxLength: 5 } as const;

describe('a key column of limited length', () => {
  test.each(['', 'abcde', '     ', '\u{1F600}'.repeat(5)])('holds %j', (value) => {
    expect(canonicalField(field, value)).toBe(value);
  });

  test.each(['abcdef', 'abcde ', '\u{1F600}'.repeat(6)])('does not hold %j', (value) => {
    expect(canonicalField(field, value)).toBeUndefined();
  });

  test('says so', () => {
    expect(legalValue(field)).toMatch(/, at most 5 characters long$/);
  });
});

test('a key column without limit holds any text', () => {
  const text = 'x'.repeat(10_000);
  expect(canonicalField({ type: 'text', maxLength: undefined }, text)).toBe(text);
});
