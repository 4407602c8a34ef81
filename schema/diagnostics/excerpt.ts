import { type Glyph, glyphsOf, widthOf } from './display-width.js';

/** A source line as it is shown, and where to underline it. */
export interface Excerpt {
  readonly line: string;
  /** Blanks in front of the underline. */
  readonly indent: number;
  /** How long the underline is; at least 1. */
  readonly underline: number;
}

const MAX_WIDTH = 100;
const CONTEXT_BEFORE = 30;
const CUT = '...';

/** Cuts and widens a line so that an underline below `column` (code points, from 1) is in place. */
export function excerptOf(line: string, column: number, length: number): Excerpt {
  const glyphs = glyphsOf(line);
  const from = glyphAt(glyphs, column - 1);
  const to = Math.max(from + 1, glyphAt(glyphs, column - 1 + length));
  const total = widthOf(glyphs);
  let start = 0;
  if (total > MAX_WIDTH && widthOf(glyphs.slice(0, from)) > CONTEXT_BEFORE) {
    start = from;
    while (start > 0 && widthOf(glyphs.slice(start - 1, from)) <= CONTEXT_BEFORE) start -= 1;
  }
  let end = start;
  let width = 0;
  while (end < glyphs.length && width + (glyphs[end]?.width ?? 0) <= MAX_WIDTH) {
    width += glyphs[end]?.width ?? 0;
    end += 1;
  }
  const shown = glyphs
    .slice(start, end)
    .map(({ text }) => text)
    .join('');
  const head = start > 0 ? CUT : '';
  return {
    line: `${head}${shown}${end < glyphs.length ? CUT : ''}`.trimEnd(),
    indent: head.length + widthOf(glyphs.slice(start, from)),
    underline: Math.max(1, widthOf(glyphs.slice(from, Math.min(to, end)))),
  };
}

function glyphAt(glyphs: readonly Glyph[], codePoint: number): number {
  let seen = 0;
  for (const [index, glyph] of glyphs.entries()) {
    if (seen + glyph.codePoints > codePoint) return index;
    seen += glyph.codePoints;
  }
  return glyphs.length;
}
