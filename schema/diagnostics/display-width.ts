const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });

const WIDE =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}])/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** What a person sees as one character, with the columns that it takes in a terminal. */
export interface Glyph {
  readonly text: string;
  readonly width: number;
  /** How many code points it is made of. */
  readonly codePoints: number;
}

/** Splits a line into glyphs. Tabs become two blanks, other control characters their pictures. */
export function glyphsOf(line: string): readonly Glyph[] {
  return [...SEGMENTS.segment(line)].map(({ segment }) => {
    const codePoints = [...segment].length;
    if (segment === '\t') return { text: '  ', width: 2, codePoints };
    const code = segment.codePointAt(0) ?? 0;
    if (code < 0x20) return { text: String.fromCodePoint(0x2400 + code), width: 1, codePoints };
    if (code === 0x7f) return { text: '\u2421', width: 1, codePoints };
    if (INVISIBLE.test(segment)) return { text: segment, width: 0, codePoints };
    return { text: segment, width: WIDE.test(segment) ? 2 : 1, codePoints };
  });
}

/** The columns that some glyphs take together. */
export function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { width }) => sum + width, 0);
}
