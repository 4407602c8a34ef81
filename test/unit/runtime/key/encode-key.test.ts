import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeKey } from '../../../../runtime/key/encode-key.js';
import type { KeyValue } from '../../../../runtime/key/key-value.js';

/** Texts that are full of what an encoding has to take care of. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('/', '\\', 'a', '') }),
  fc.string({ unit: 'grapheme' }),
);

test('two keys of one shape never have the same text', () => {
  const field = fc.oneof(
    fc.record({ a: text, b: text }),
    fc.record({ a: fc.integer(), b: fc.integer() }),
    fc.record({ a: fc.bigInt(), b: fc.bigInt() }),
  );
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (fields) => {
      const a: KeyValue[] = fields.map((one) => one.a);
      const b: KeyValue[] = fields.map((one) => one.b);
      const same = a.every((value, i) => value === b[i]);
      expect(encodeKey(a) === encodeKey(b)).toBe(same);
    }),
    { numRuns: 2000 },
  );
});

test('two lists of texts never have the same text, however long they are', () => {
  const texts = fc.array(text, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      expect(encodeKey(a) === encodeKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { numRuns: 5000 },
  );
});

test('an ordinary key reads as it is', () => {
  expect(encodeKey(['acme'])).toBe('acme');
  expect(encodeKey(['EU', 'a/b', 7, -(2n ** 63n)])).toBe('EU/a\\/b/7/-9223372036854775808');
  expect(encodeKey(['', ''])).toBe('/');
  expect(encodeKey(['\\', 'a'])).not.toBe(encodeKey(['\\/a']));
});
