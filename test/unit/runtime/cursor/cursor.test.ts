import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CursorScope,
  MOST_CURSOR_CHARACTERS,
  readCursor,
  writeCursor,
} from '../../../../runtime/cursor/cursor.js';
import { createCursorSigner } from '../../../../runtime/cursor/cursor-signer.js';
import type { CursorValue } from '../../../../runtime/cursor/cursor-value.js';
import { thrown } from '../fixture/thrown.js';

const scope = (more: Partial<CursorScope> = {}): CursorScope => ({
  call: { model: 'Order', method: 'onAllShards().paginate' },
  order: 'Order total:desc id:asc',
  terms: 2,
  sign: createCursorSigner(),
  ...more,
});

const values = fc.array(
  fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.integer(),
    fc.bigInt(),
    fc.string({ unit: 'binary', maxLength: 50 }),
    fc.date({ noInvalidDate: true }),
  ),
  { maxLength: 8 },
);
const secret = fc.option(fc.string(), { nil: undefined });

const codeOf = (from: CursorScope, text: unknown) => thrown(() => readCursor(from, text)).code;

describe('a cursor', () => {
  test('gives every value back exactly, in letters that a url takes', () => {
    fc.assert(
      fc.property(values, secret, (list, key) => {
        const own = scope({ terms: list.length, sign: createCursorSigner(key) });
        const text = writeCursor(own, list);
        expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readCursor(own, text)).toStrictEqual(list);
      }),
    );
  });

  test('is the same text for the same values, in every process', () => {
    const list = ['é', null, 1n, 0.1, true, new Date(0)];
    expect(
      writeCursor(scope({ terms: 6, sign: createCursorSigner('secret') }), list),
    ).toMatchInlineSnapshot(
      `"xQEANdqQCH9Xp1M1cwACw6luAABpAAExZAADMC4xdAAAbQABMCmphmoAOln1zPTYdZQwAI4"`,
    );
  });

  test('is refused when any bit of it is another', () => {
    fc.assert(
      fc.property(values, secret, fc.nat(), fc.nat(7), (list, key, place, bit) => {
        const own = scope({ terms: list.length, sign: createCursorSigner(key) });
        const bytes = Buffer.from(writeCursor(own, list), 'base64url');
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(codeOf(own, bytes.toString('base64url'))).toMatch(/^SG306[1-4]$/);
      }),
    );
  });

  test('is refused when it was cut, or when something follows it', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.string({ minLength: 1 }), (list, cut, more) => {
        const own = scope({ terms: list.length });
        const text = writeCursor(own, list);
        expect(codeOf(own, text.slice(0, cut % text.length))).toBe('SG3061');
        expect(codeOf(own, text + more)).toBe('SG3061');
        expect(codeOf(own, more + text)).toMatch(/^SG306[14]$/);
      }),
    );
  });

  test('is refused whatever text is given for one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(codeOf(scope(), text)).toMatch(/^SG306[14]$/);
      }),
    );
  });

  test.each([[undefined], [null], [1], [{}], [['x']], [''], ['x'.repeat(8193)]])(
    'is not %j',
    (given) => {
      expect(codeOf(scope(), given)).toBe('SG3061');
    },
  );

  test('of another order says so', () => {
    const text = writeCursor(scope(), [1, 2]);
    const error = thrown(() => readCursor(scope({ order: 'Order total:asc id:asc' }), text));
    expect(error.message).toBe(
      'SG3062: Order.onAllShards().paginate(): `after` is the cursor of a page that had another model or another `orderBy`.',
    );
  });

  test('of another secret is refused', () => {
    const text = writeCursor(scope({ sign: createCursorSigner('one') }), [1, 2]);
    expect(codeOf(scope({ sign: createCursorSigner('two') }), text)).toBe('SG3063');
    expect(codeOf(scope(), text)).toBe('SG3063');
  });

  test('of another number of values is refused, though it is signed', () => {
    const text = writeCursor(scope(), [1, 2, 3]);
    expect(codeOf(scope(), text)).toBe('SG3063');
  });

  test('of a newer version says what to upgrade', () => {
    const bytes = Buffer.from(writeCursor(scope(), [1, 2]), 'base64url');
    bytes[1] = 2;
    const error = thrown(() => readCursor(scope(), bytes.toString('base64url')));
    expect(error.code).toBe('SG3064');
    expect(error.message).toContain('version 2, but this shardgen reads version 1');
  });

  test('is not made where it would be longer than what is read', () => {
    const longest: CursorValue[] = ['x'.repeat(6144 - 28 - 3), ''];
    expect(thrown(() => writeCursor(scope(), longest)).code).toBe('SG3065');
    expect(thrown(() => writeCursor(scope(), ['x'.repeat(100_000), ''])).code).toBe('SG3065');
    const text = writeCursor(scope({ terms: 1 }), longest.slice(0, 1));
    expect(text.length).toBe(MOST_CURSOR_CHARACTERS);
    expect(readCursor(scope({ terms: 1 }), text)).toEqual(longest.slice(0, 1));
  });
});
