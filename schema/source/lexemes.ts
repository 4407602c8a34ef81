import type { Comment } from './schema-outline.js';

const BLANKS = /[\p{Zs}\t]*/uy;
// As Prisma's: any letter, but only the digits 0 to 9.
const NAME = /[\p{L}0-9][\p{L}\w-]*/uy;

function matchAt(pattern: RegExp, content: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(content)?.[0] ?? '';
}

/** The offset of the first character at or after `at` that is not a blank. Newlines are not blanks. */
export function skipBlanks(content: string, at: number): number {
  return at + matchAt(BLANKS, content, at).length;
}

/** A Prisma identifier at `at`, or the empty string. */
export function readName(content: string, at: number): string {
  return matchAt(NAME, content, at);
}

/** 0 when there is no newline at `at`. */
export function newlineLength(content: string, at: number): 0 | 1 | 2 {
  if (content[at] === '\n') return 1;
  if (content[at] !== '\r') return 0;
  return content[at + 1] === '\n' ? 2 : 1;
}

/** The offset of the newline that ends the line, or the end of the text. */
export function lineEnd(content: string, at: number): number {
  let end = at;
  while (end < content.length && newlineLength(content, end) === 0) end += 1;
  return end;
}

/** The comment that starts at `at`, if one does. A block comment without an end is none. */
export function readComment(content: string, at: number): Comment | undefined {
  if (content.startsWith('//', at)) {
    const kind = content[at + 2] === '/' ? 'doc' : 'line';
    const from = at + (kind === 'doc' ? 3 : 2);
    const end = lineEnd(content, at);
    const text = content.slice(from, end).trimStart();
    return { kind, span: { start: at, end }, text, textStart: end - text.length };
  }
  if (!content.startsWith('/*', at)) return undefined;
  const close = content.indexOf('*/', at + 2);
  if (close === -1) return undefined;
  const inner = content.slice(at + 2, close);
  const textStart = at + 2 + inner.length - inner.trimStart().length;
  return { kind: 'block', span: { start: at, end: close + 2 }, text: inner.trim(), textStart };
}

/** Where the code of a line ends: at a comment outside of quotes, or at the end of the line. */
export function codeEnd(content: string, at: number): number {
  const end = lineEnd(content, at);
  let quoted = false;
  for (let i = at; i < end; i += 1) {
    const character = content[i];
    if (quoted && character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '/' && (content[i + 1] === '/' || content[i + 1] === '*')) {
      return i;
    }
  }
  return end;
}
