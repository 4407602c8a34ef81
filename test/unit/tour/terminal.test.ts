import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { groupDigits } from '../../../examples/shop/tour/terminal/numbers.js';
import { createPalette } from '../../../examples/shop/tour/terminal/palette.js';
import { shareBar } from '../../../examples/shop/tour/terminal/share-bar.js';
import { wrap, wrapIndented } from '../../../examples/shop/tour/terminal/wrap.js';

const plain = createPalette(false);
const colored = createPalette(true);

describe('the terminal of the tour', () => {
  test('the parts of a share bar fill its width exactly', () => {
    for (const counts of [
      [1, 1, 1, 1],
      [0, 0, 0, 9],
      [3, 0, 5, 1],
      [333, 333, 333, 1],
    ]) {
      expect(shareBar(plain, counts, 17)).toHaveLength(17);
      expect(stripVTControlCharacters(shareBar(colored, counts, 17))).toBe('█'.repeat(17));
    }
  });

  test('without colour the shares are told apart by shape', () => {
    expect(shareBar(plain, [2, 1, 1, 4], 8)).toBe('██▓▒░░░░');
  });

  test('nothing counted draws no bar', () => {
    expect(shareBar(plain, [0, 0, 0, 0], 8)).toBe('');
  });

  test('text breaks at spaces, and colours take no room', () => {
    expect(wrap(`one ${colored.bold('two')} three`, 7)).toEqual([
      `one ${colored.bold('two')}`,
      'three',
    ]);
  });

  test('a word wider than the line stays whole', () => {
    expect(wrap('a unbreakable b', 4)).toEqual(['a', 'unbreakable', 'b']);
  });

  test('what does not fit keeps the indentation and goes a little further in', () => {
    expect(wrapIndented('    aaa bbb ccc', 13)).toEqual(['    aaa bbb', '      ccc']);
  });

  test('digits are grouped in the same way on every machine', () => {
    expect([0, 999, 1000, 1234567].map(groupDigits)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});
