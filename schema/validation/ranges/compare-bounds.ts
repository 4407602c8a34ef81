import type { KeyType } from '../../model/key-type.js';

/** Below zero when `a` comes first, in the order in which the runtime compares keys of the type. */
export function compareBounds(type: KeyType, a: string, b: string): number {
  switch (type) {
    case 'int':
    case 'bigint':
    case 'decimal':
      return compareNumbers(a, b);
    case 'datetime':
    case 'date':
    case 'text':
    case 'char':
    case 'enum':
    case 'uuid':
      return compareTexts(a, b);
    default:
      return type satisfies never;
  }
}

/** Plain decimals, exactly. */
function compareNumbers(a: string, b: string): number {
  const decimals = Math.max(decimalsOf(a), decimalsOf(b));
  const [x, y] = [scaled(a, decimals), scaled(b, decimals)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

const scaled = (text: string, decimals: number): bigint =>
  BigInt(text.replace('.', '') + '0'.repeat(decimals - decimalsOf(text)));

/** By code points, which is the order of bytes in UTF-8, and PostgreSQL's COLLATE "C". */
function compareTexts(a: string, b: string): number {
  const [x, y] = [[...a], [...b]];
  for (const [i, character] of x.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}
