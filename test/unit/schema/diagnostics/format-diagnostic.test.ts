import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../../schema/diagnostics/diagnostic.js';
import { excerptOf } from '../../../../schema/diagnostics/excerpt.js';
import {
  formatDiagnostic,
  formatDiagnostics,
  summarize,
} from '../../../../schema/diagnostics/format-diagnostic.js';

const diagnostic: Diagnostic = {
  severity: 'error',
  code: 'SG1203',
  message: 'Order has no field "x".',
  fix: 'Name another.',
  location: { file: 'a.prisma', line: 2, column: 3, length: 4 },
  label: 'here',
  related: {
    message: 'Declared here.',
    location: { file: 'b.prisma', line: 10, column: 1, length: 2 },
  },
};
const files = [
  { path: 'a.prisma', content: 'one\r\n  name two\r\nthree' },
  { path: 'b.prisma', content: `${'\n'.repeat(9)}ab c` },
];

describe('a diagnostic', () => {
  test('is shown with its line, its label, what explains it, and its fix', () => {
    expect(formatDiagnostic(diagnostic, files)).toBe(
      `error[SG1203]: Order has no field "x".
  --> a.prisma:2:3
   |
 2 |   name two
   |   ^^^^ here
   |
  ::: b.prisma:10:1
   |
10 | ab c
   | -- Declared here.
   |
   = fix: Name another.`,
    );
  });

  test('is shown without a line when its file is not at hand', () => {
    expect(formatDiagnostic(diagnostic, [])).toBe(
      `error[SG1203]: Order has no field "x".
  --> a.prisma:2:3
   | here
  ::: b.prisma:10:1
   | Declared here.
   = fix: Name another.`,
    );
  });

  test('has colours only when they are asked for', () => {
    const escapeCharacter = String.fromCharCode(27);
    const coloured = formatDiagnostic(diagnostic, files, { colour: true });
    expect(coloured).toContain(`${escapeCharacter}[31m`);
    const codes = new RegExp(`${escapeCharacter}\\[\\d+m`, 'g');
    expect(coloured.replace(codes, '')).toBe(formatDiagnostic(diagnostic, files));
  });
});

describe('several diagnostics', () => {
  test('end with their number', () => {
    const warning: Diagnostic = { ...diagnostic, severity: 'warning' };
    expect(formatDiagnostics([], files)).toBe('');
    expect(formatDiagnostics([diagnostic, warning], files)).toMatch(/\n\n1 error, 1 warning\n$/);
    expect(summarize([diagnostic, diagnostic])).toBe('2 errors');
    expect(summarize([warning])).toBe('1 warning');
    expect(summarize([])).toBe('no errors');
  });
});

describe('an excerpt', () => {
  test.each([
    ['plain', 'abc def', 5, 3, 'abc def', 4, 3],
    ['with tabs', '\tid\tx', 5, 1, '  id  x', 6, 1],
    ['with wide letters', '日本 ab', 4, 2, '日本 ab', 5, 2],
    ['of wide letters', '日本 ab', 1, 2, '日本 ab', 0, 4],
    ['with a joined emoji', '👩‍👩‍👧 ab', 7, 2, '👩‍👩‍👧 ab', 3, 2],
    ['with a combining accent', 'e\u0301 ab', 4, 2, 'e\u0301 ab', 2, 2],
    ['with an escape sequence', '\u001b[31mab', 6, 2, '␛[31mab', 5, 2],
    ['behind the end of the line', 'ab', 3, 1, 'ab', 2, 1],
    ['of an empty line', '', 1, 1, '', 0, 1],
  ])('%s has its underline in place', (_, line, column, length, shown, indent, underline) => {
    expect(excerptOf(line, column, length)).toEqual({ line: shown, indent, underline });
  });

  test('of a long line is cut around its underline', () => {
    const excerpt = excerptOf(`${'a'.repeat(300)}KEY${'b'.repeat(300)}`, 301, 3);
    expect(excerpt).toEqual({
      line: `...${'a'.repeat(30)}KEY${'b'.repeat(67)}...`,
      indent: 33,
      underline: 3,
    });
  });
});
