import type { Comment } from '../source/schema-outline.js';
import type { Span } from '../source/source-text.js';

/** The comments' own text, without the stretches (of the joined `///` lines) that are annotations. */
export function documentationWithout(comments: readonly Comment[], cuts: readonly Span[]): string {
  const lines: string[] = [];
  let start = 0;
  for (const comment of comments) {
    if (comment.kind === 'line') continue;
    if (comment.kind === 'block') {
      lines.push(comment.text);
      continue;
    }
    const rest = withoutCuts(comment.text, start, cuts);
    // A line that held nothing but an annotation leaves no empty line behind.
    if (rest === comment.text || rest.trim() !== '') lines.push(rest.trimEnd());
    start += comment.text.length + 1;
  }
  return lines.join('\n').trim();
}

function withoutCuts(line: string, start: number, cuts: readonly Span[]): string {
  let rest = '';
  let at = 0;
  for (const cut of cuts) {
    const from = Math.min(Math.max(cut.start - start, at), line.length);
    rest += line.slice(at, from);
    at = Math.max(at, Math.min(cut.end - start, line.length));
  }
  return rest + line.slice(at);
}
