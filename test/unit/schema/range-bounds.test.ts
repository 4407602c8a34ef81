import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareKeys } from '../../../runtime/key/compare-keys.js';
import { keyFromText } from '../../../runtime/key/key-from-text.js';
import type { KeyType } from '../../../schema/model/key-type.js';
import { type BoundColumn, readBound } from '../../../schema/validation/ranges/bound-value.js';
import { compareBounds } from '../../../schema/validation/ranges/compare-bounds.js';

const column = (type: KeyType): BoundColumn => ({
  type,
  field: { digits: undefined, maxLength: undefined, nativeType: undefined, type: '' },
});

const digits = fc.stringMatching(/^[+-]?[0-9]{1,25}$/);
const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31T23:59:59.999Z') });
const WRITTEN: Readonly<Partial<Record<KeyType, fc.Arbitrary<string>>>> = {
  int: fc.oneof(fc.integer().map(String), digits),
  bigint: fc.oneof(fc.bigInt().map(String), digits),
  decimal: fc.stringMatching(/^[+-]?[0-9]{1,12}(\.[0-9]{1,12})?$/),
  datetime: fc.oneof(
    day.map((date) => (Number.isNaN(date.getTime()) ? 'never' : date.toISOString())),
    fc.stringMatching(
      /^20[0-9]{2}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,3})?(Z|[+-][0-2][0-9]:[0-6][0-9]))?$/,
    ),
  ),
  text: fc.string({ unit: 'binary' }),
};

describe.each(Object.entries(WRITTEN))(
  'bounds of %s, as schema and runtime have them',
  (name, written) => {
    // Sound: the table above is keyed by key types.
    const type = name as KeyType;
    const canonical = (text: string): string | undefined => {
      const read = readBound(column(type), text, true);
      return read.ok ? read.value : undefined;
    };

    test('are canonical keys of the runtime', () => {
      let legal = 0;
      fc.assert(
        fc.property(written, (text) => {
          const bound = canonical(text);
          if (bound === undefined) return;
          legal += 1;
          expect(String(keyFromText(type, bound))).toBe(bound);
        }),
      );
      expect(legal).toBeGreaterThan(5);
    });

    test('have one order', () => {
      fc.assert(
        fc.property(written, written, (first, second) => {
          const [a, b] = [canonical(first), canonical(second)];
          if (a === undefined || b === undefined) return;
          const [x, y] = [keyFromText(type, a) ?? '', keyFromText(type, b) ?? ''];
          expect(Math.sign(compareBounds(type, a, b))).toBe(Math.sign(compareKeys(type, x, y)));
        }),
      );
    });
  },
);
