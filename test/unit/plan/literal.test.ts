import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal } from '../../../generator/plan/literal.js';

/** What JavaScript reads from the text. */
const evaluated = (text: string): unknown => new Function(`'use strict'; return (${text});`)();

test('an object has one property per line, and flat lists stay on theirs', () => {
  const value = { name: 'Order', owners: { a: [[0, 1]], 'b-c': [] }, keys: ['x', 'y'], none: {} };
  expect(literal(value)).toBe(
    [
      '{',
      "  name: 'Order',",
      '  owners: {',
      '    a: [[0, 1]],',
      "    'b-c': [],",
      '  },',
      "  keys: ['x', 'y'],",
      '  none: {},',
      '}',
    ].join('\n'),
  );
});

test('a list of objects has one object after the other', () => {
  expect(literal([{ field: 'id' }, {}])).toBe(
    ['[', '  {', "    field: 'id',", '  },', '  {},', ']'].join('\n'),
  );
});

test('properties that are undefined are left out', () => {
  expect(literal({ a: undefined, b: null })).toBe('{\n  b: null,\n}');
});

test('text is quoted so that JavaScript reads the same text', () => {
  const text = `it's "quoted" \\ \n \r \t \u2028 \`x\` \${y} */`;
  expect(evaluated(literal(text))).toBe(text);
});

test('whatever plain data is printed is read back as the same data', () => {
  const key = fc.string().filter((name) => name !== '__proto__');
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(evaluated(literal(value))).toEqual(value);
    }),
  );
});
