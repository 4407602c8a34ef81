import { stripVTControlCharacters } from 'node:util';

/** Columns that a text takes, colours not counted. The tour writes no wide characters. */
export function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** Breaks text at spaces so that no line is wider than `width`, if its words allow. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Like `wrap`, keeping the indentation; what does not fit goes below, a little further in. */
export function wrapIndented(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const [first = '', ...rest] = wrap(text.trimStart(), width - indent.length - 2);
  return [indent + first, ...rest.map((line) => `${indent}  ${line}`)];
}
