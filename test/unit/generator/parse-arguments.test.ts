import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseArguments } from '../../../generator/commands/parse-arguments.js';
import { thrown } from '../runtime/fixture/thrown.js';

/** An integer that a number cannot hold is read as a bigint. */
const exactly = (_: string, value: unknown) =>
  typeof value === 'number' && /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(value)
    ? BigInt(String(value))
    : value;

test('reads all that JSON can say, in any spacing', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      expect(parseArguments(text)).toEqual(JSON.parse(text, exactly));
    }),
  );
});

test.each([
  [
    "{ where: { id: 5n, name: 'Ada \"A.\" O\\'Neil' }, }",
    { where: { id: 5n, name: `Ada "A." O'Neil` } },
  ],
  ['{a:[1,2.5,-3e2,],b:null,c:true}', { a: [1, 2.5, -300], b: null, c: true }],
  [
    '{ id: 9007199254740993, x: -9007199254740993n }',
    { id: 9007199254740993n, x: -9007199254740993n },
  ],
  ['{ "größe": "\\u00e9\\n", größe2: \'"\' }', { größe: 'é\n', größe2: '"' }],
  ['{ __proto__: { a: 1 } }', Object.fromEntries([['__proto__', { a: 1 }]])],
  ['  {}  ', {}],
])('reads %s', (text, value) => {
  expect(parseArguments(text)).toStrictEqual(value);
});

test.each([
  ['', 'at character 1 there should be a value, but there is the end'],
  ['[]', 'they are not an object'],
  ['{ a: }', 'at character 6 there should be a value, but there is "}"'],
  ['{ a: 1 b: 2 }', 'at character 8 there should be a comma or }, but there is "b: 2 }"'],
  ['{ a 1 }', 'a colon'],
  ['{ 1: 1 }', 'a name or }'],
  ['{ a: process.exit(1) }', 'a value'],
  ['{ a: 1.2.3 }', 'a value'],
  ['{ a: 12abc }', 'a value'],
  ['{ a: "\\x" }', 'as JSON escapes it'],
  ['{} {}', 'at character 4 there should be the end'],
  ['{ a: "1 }', 'a value'],
  ['{ a: [1 }', 'a comma or ]'],
])('refuses %s', (text, reason) => {
  const { code, message } = thrown(() => parseArguments(text));
  expect(code).toBe('SG2413');
  expect(message).toContain(reason);
});
