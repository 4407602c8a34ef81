import type { SourceLocation } from '../model/source-location.js';
import type { Comment } from '../source/schema-outline.js';
import type { SourceText } from '../source/source-text.js';

/** The `///` lines of one declaration as one text, whose offsets still lead to the file. */
export interface CommentText {
  /** The lines, joined by newlines. */
  readonly content: string;
  locate(start: number, end: number): SourceLocation;
}

/** Joins the lines of the `///` comments; other comments hold no annotations. */
export function joinDocComments(source: SourceText, comments: readonly Comment[]): CommentText {
  const lines = comments.filter((comment) => comment.kind === 'doc');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.text.length + 1;
  }
  return {
    content: lines.map((line) => line.text).join('\n'),
    locate(start, end) {
      const index = Math.max(
        0,
        starts.findLastIndex((lineStart) => lineStart <= start),
      );
      const line = lines[index];
      const shift = (line?.textStart ?? 0) - (starts[index] ?? 0);
      const lineEnd = line?.span.end ?? source.content.length;
      return source.locate({ start: start + shift, end: Math.min(end + shift, lineEnd) });
    },
  };
}
