/** The kinds of tokens inside the brackets of an annotation. */
export type TokenKind =
  | 'identifier'
  | 'string'
  | 'number'
  | 'punctuation'
  | 'unknown'
  | 'unterminated string'
  | 'end';

/** A token with its half-open range of offsets. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const BLANKS = /\s*/uy;
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['identifier', /[\p{L}_$][\p{L}\p{N}_$]*/uy],
  // Also 1e3, 4_096 or 4k: whoever wants a number says which ones are right.
  ['number', /[+-]?\d[\p{L}\p{N}_.+]*/uy],
  ['string', /"(?:[^"\\\n]|\\[^\n])*"/uy],
  ['unterminated string', /"[^\n]*/uy],
  ['punctuation', /[()[\]{}:,]/uy],
  // A whole word, so that `4k` or `'id'` is one mistake and not several.
  ['unknown', /'[^'\n]*'|[^\s()[\]{}:,"]+/uy],
];

/** Reads the next token at or behind `at`. */
export function nextToken(content: string, at: number): Token {
  BLANKS.lastIndex = at;
  const start = at + (BLANKS.exec(content)?.[0].length ?? 0);
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = start;
    const text = pattern.exec(content)?.[0];
    if (text !== undefined) return { kind, text, start, end: start + text.length };
  }
  return { kind: 'end', text: '', start: content.length, end: content.length };
}
