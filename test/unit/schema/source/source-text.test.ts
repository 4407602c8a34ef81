import { describe, expect, test } from 'vitest';
import { createSourceText } from '../../../../schema/source/source-text.js';

const content = 'ab\r\n日本 👩 cd\n\re\n';
const text = createSourceText('a.prisma', content);

describe('the place of a span', () => {
  test.each([
    ['ab', { line: 1, column: 1, length: 2 }],
    ['b\r\n日', { line: 1, column: 2, length: 1 }],
    ['👩', { line: 2, column: 4, length: 1 }],
    ['cd', { line: 2, column: 6, length: 2 }],
    ['e', { line: 4, column: 1, length: 1 }],
  ])('%j counts lines and code points', (part, expected) => {
    const start = content.indexOf(part);
    const end = start + part.length;
    expect(text.locate({ start, end })).toEqual({ file: 'a.prisma', ...expected });
  });

  test('is inside the file, whatever the offsets', () => {
    const end = { file: 'a.prisma', line: 5, column: 1, length: 1 };
    expect(text.locate({ start: 999, end: 1000 })).toEqual(end);
    expect(text.locate({ start: content.length, end: content.length })).toEqual(end);
    expect(text.locate({ start: -5, end: 0 })).toEqual({
      file: 'a.prisma',
      line: 1,
      column: 1,
      length: 1,
    });
  });
});
