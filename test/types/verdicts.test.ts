import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Program } from './programs.js';
import { complaints } from './verdicts.js';

const file = resolve('programs.ts');
const program: Program = {
  file,
  title: 'no key',
  firstLine: 5,
  lastLine: 8,
  expected: ["'userId' is missing", 'OrderShardKey'],
};
const said = "Property 'userId' is missing but required in type 'OrderShardKey'.";

test('an error that says what is expected is no complaint, wherever it stands in its program', () => {
  expect(complaints([program], [{ file, line: 5, message: said }])).toEqual([]);
  expect(complaints([program], [{ file, line: 8, message: said }])).toEqual([]);
});

test('a wrong program without an error is reported with its place', () => {
  expect(complaints([program], [])).toEqual(['programs.ts:5 no key: compiles, and must not']);
});

test('an error that says something else is reported with both texts', () => {
  expect(complaints([program], [{ file, line: 6, message: "'userId' is missing" }])).toEqual([
    "programs.ts:5 no key: the error does not say\n  OrderShardKey\nbut\n  'userId' is missing",
  ]);
});

test('two errors in one program are reported', () => {
  const errors = [6, 7].map((line) => ({ file, line, message: said }));
  expect(complaints([program], errors)).toEqual([
    `programs.ts:5 no key: 2 errors, not one:\n${said}\n${said}`,
  ]);
});

test('an error outside the wrong programs is reported', () => {
  const right = { file, line: 6, message: said };
  const before = { file, line: 4, message: 'a' };
  const elsewhere = { file: resolve('shards/client.ts'), line: 6, message: 'b' };
  expect(complaints([program], [right, before, elsewhere])).toEqual([
    'programs.ts:4: a',
    'shards/client.ts:6: b',
  ]);
});
